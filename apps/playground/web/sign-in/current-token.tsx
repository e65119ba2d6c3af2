import { Button, Group, Paper, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import type { ReactElement } from 'react';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { OF_CURRENT_TOKEN } from '../inspect/of-current-token.ts';
import { CopyButton } from '../look/copy-button.tsx';
import { useSession } from '../session/session.tsx';
import { TokenContent } from './token-content.tsx';
import { TokenFacts } from './token-facts.tsx';

/** What the history says of an address that the page goes to because somebody has signed in. */
export const JUST_SIGNED_IN = 'just signed in';

/** The token that requests are made with, and what one can do with it. The focus comes here when it changes. */
export function CurrentToken(): ReactElement {
  const { credential, setCredential } = useSession();
  const isNew = useHistoryState<unknown>() === JUST_SIGNED_IN;
  const heading = useRef<HTMLHeadingElement>(null);
  const seen = useRef(isNew ? undefined : credential);
  useEffect(() => {
    if (seen.current === credential) return;
    seen.current = credential;
    heading.current?.focus();
  }, [credential]);

  return (
    <Paper component="section" withBorder p="md" miw={0} aria-labelledby="current-token">
      <Title order={2} size="h4" id="current-token" ref={heading} tabIndex={-1} mb="sm">
        The current token
      </Title>
      <VisuallyHidden role="status">
        {credential !== undefined && `Here is a token for ${credential.subject}.`}
      </VisuallyHidden>
      {credential === undefined ? (
        <Text c="dimmed">
          There is none. Choose what kind of token you want, then press the button. The page keeps
          it in memory alone: when you reload the page, it is forgotten.
        </Text>
      ) : (
        <Stack gap="md">
          <TokenFacts credential={credential} />
          <Group gap="xs">
            <Button component={Link} href="/request" size="sm">
              Send a request with it
            </Button>
            <Button
              size="sm"
              variant="default"
              renderRoot={(props) => <Link {...props} href="/inspect" state={OF_CURRENT_TOKEN} />}
            >
              Inspect
            </Button>
          </Group>
          <Group gap="xs">
            <CopyButton text={() => credential.token} label="Copy token" />
            <Button size="compact-xs" variant="default" onClick={() => setCredential(undefined)}>
              Forget
            </Button>
          </Group>
          <TokenContent token={credential.token} />
        </Stack>
      )}
    </Paper>
  );
}
