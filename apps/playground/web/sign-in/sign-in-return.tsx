import { Group, Loader } from '@mantine/core';
import type { ReactElement } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { PartHeading } from '../look/part-heading.tsx';
import { useSession } from '../session/session.tsx';
import { finishSignIn } from './authorization-code.ts';
import { addressOf } from './choices.ts';
import { JUST_SIGNED_IN } from './current-token.tsx';
import { NoToken, WayOn } from './no-token.tsx';
import { takeSignIn } from './pending-sign-in.ts';
import { TokenFailure, tokenFailure } from './token-failure.ts';

/** Where the authorization server sends the browser back to: trades the code for a token and goes on to the form. */
export function SignInReturn(): ReactElement {
  const { setCredential } = useSession();
  const [, navigate] = useLocation();
  const [failure, setFailure] = useState<TokenFailure>();
  const formAddress = useRef('/token');
  const hasBegun = useRef(false);

  const finish = async (answer: URL): Promise<void> => {
    const stored = await takeSignIn(answer.searchParams.get('state'));
    if (stored === undefined) throw new TokenFailure('stale', NOTHING_BEGUN);
    formAddress.current = addressOf(stored.choices);
    setCredential(await finishSignIn(stored.pending, answer));
    navigate(formAddress.current, { replace: true, state: JUST_SIGNED_IN });
  };

  useEffect(() => {
    // A code is good for one use; in development, React runs every effect twice.
    if (hasBegun.current) return;
    hasBegun.current = true;
    const answer = new URL(location.href);
    // The code must not stay in the history.
    navigate('/callback', { replace: true });
    finish(answer).catch((error: unknown) => setFailure(tokenFailure(error)));
  });

  return (
    <>
      <PartHeading title="Sign in">
        The authorization server sent you back to this page.
      </PartHeading>
      {failure === undefined ? (
        <Group gap="sm" role="status">
          <Loader size="sm" aria-hidden="true" /> The code is being traded for a token.
        </Group>
      ) : (
        <NoToken failure={failure}>
          <WayOn to={formAddress.current}>Begin again with the same choices</WayOn>
        </NoToken>
      )}
    </>
  );
}

const NOTHING_BEGUN =
  'This answer belongs to no sign-in that was begun in this browser, or to one that is over: it is good for one use, within ten minutes. A sign-in that is under way goes on.';
