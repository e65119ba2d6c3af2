import { useWindowEvent } from '@mantine/hooks';
import { useState } from 'react';
import type { TokenWish } from '../session/client-credentials.ts';
import { clientCredentials } from '../session/client-credentials.ts';
import { makeDpopKey } from '../session/dpop-key.ts';
import { useSession } from '../session/session.tsx';
import { useSetting } from '../setting/setting.tsx';
import { beginSignIn } from './authorization-code.ts';
import type { Choices } from './choices.ts';
import { AUDIENCES } from './choices.ts';
import { rememberSignIn } from './pending-sign-in.ts';
import type { TokenFailure } from './token-failure.ts';
import { tokenFailure } from './token-failure.ts';

/** Getting a token, and how far it is. */
export interface TokenGetter {
  /** Of a user: leaves the page for the authorization server's. */
  readonly getToken: (choices: Choices) => Promise<void>;
  readonly isBusy: boolean;
  readonly failure: TokenFailure | undefined;
}

/** Gets the token that was chosen, into the session. */
export function useGetToken(): TokenGetter {
  const { issuer } = useSetting();
  const { setCredential } = useSession();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<TokenFailure>();
  // Who goes back from the authorization server may find the page as it was left: busy.
  useWindowEvent('pageshow', () => setBusy(false));

  const getToken = async (choices: Choices): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { caller, scheme, audience, scopes, lifetime } = choices;
      const key = scheme === 'dpop' ? await makeDpopKey() : undefined;
      const wish = { issuer, audience: AUDIENCES[audience], scopes, lifetime, key };
      if (caller === 'user') return await leave(choices, wish);
      setCredential(await clientCredentials(wish));
    } catch (error) {
      setFailure(tokenFailure(error));
    }
    setBusy(false);
  };
  return { getToken, isBusy, failure };
}

async function leave(choices: Choices, wish: TokenWish): Promise<void> {
  const redirectUri = `${location.origin}/callback`;
  const { url, pending } = await beginSignIn({ ...choices, wish, redirectUri });
  await rememberSignIn({ pending, choices });
  location.assign(url);
}
