import { Button, Group, Paper, Stack, Text, VisuallyHidden } from '@mantine/core';
import type { ReactElement } from 'react';
import { useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import { CopyButton } from '../look/copy-button.tsx';
import { Failure } from '../look/failure.tsx';
import { PartHeading } from '../look/part-heading.tsx';
import { useSession } from '../session/session.tsx';
import { useSetting } from '../setting/setting.tsx';
import { answerInWords, Calls } from './calls.tsx';
import type { Choose } from './choice.ts';
import { readChoice } from './choice.ts';
import { CredentialFields, TargetFields } from './choice-fields.tsx';
import { curlCommand } from './curl-command.ts';
import type { Typed } from './errand.ts';
import { bareRequest, errandOf } from './errand.ts';
import { NonceChoice } from './nonce-choice.tsx';
import { TokenNotice } from './token-notice.tsx';
import { TypedInputs } from './typed-inputs.tsx';
import { useSending } from './use-sending.ts';

const AT_FIRST: Typed = { text: 'Hello.', account: '', session: 'session-of-alice' };

/** Calls an API, and shows everything about the call. */
export function RequestPart(): ReactElement {
  const setting = useSetting();
  const { credential } = useSession();
  const [address, setAddress] = useSearchParams();
  const [typed, setTyped] = useState(AT_FIRST);
  const { isBusy, calls, failure, nonces, send, forgetNonce } = useSending();
  const sendButton = useRef<HTMLButtonElement>(null);

  const choice = readChoice(address);
  const choose: Choose = (name, value) => {
    setAddress((known) => ({ ...Object.fromEntries(known), [name]: value }), { replace: true });
  };
  const errand = errandOf(choice, typed, credential);
  const isProven = errand.credential?.key !== undefined;
  const last = calls.at(-1);
  // What was pressed is gone by then.
  const focusOnSend = (): void => sendButton.current?.focus();

  return (
    <>
      <PartHeading title="Request" isShared>
        Call an API, and read what was sent, what came back, and what the API saw.
      </PartHeading>
      <Paper
        component="form"
        withBorder
        p="md"
        onSubmit={(event) => {
          event.preventDefault();
          void send(errand);
        }}
      >
        <Stack gap="md">
          <TargetFields choice={choice} onChoose={choose} />
          <TypedInputs operation={choice.operation} typed={typed} onTyped={setTyped} />
          <CredentialFields choice={choice} onChoose={choose} />
          {choice.credentials !== 'none' && <TokenNotice onMinted={focusOnSend} />}
          {isProven && (
            <NonceChoice
              choice={choice}
              onChoose={choose}
              hasNonce={nonces[choice.framework] !== undefined}
              onForget={() => {
                forgetNonce(choice.framework);
                focusOnSend();
              }}
            />
          )}
          <Group gap="md">
            {/* Not disabled while it is busy, because then the keyboard would lose its place. */}
            <Button type="submit" ref={sendButton} aria-busy={isBusy} mod={{ disabled: isBusy }}>
              Send
            </Button>
            <CopyButton
              label="Copy as curl"
              text={() =>
                curlCommand(
                  bareRequest(setting, errand),
                  errand.credential && (isProven ? 'dpop' : 'bearer'),
                )
              }
            />
          </Group>
          {isProven && (
            <Text size="sm" c="dimmed">
              The key of this token cannot leave the browser. For curl, get a token with a proof of
              prove.js, and put it into the variable TOKEN.
            </Text>
          )}
        </Stack>
      </Paper>
      <VisuallyHidden aria-live="polite">{last && answerInWords(last)}</VisuallyHidden>
      <Stack mt="lg">
        {failure !== undefined && <Failure title="No answer came" error={failure} />}
        {failure === undefined && last === undefined && (
          <Text c="dimmed">Nothing was sent yet. Choose an operation, and press Send.</Text>
        )}
        <Calls calls={calls} />
      </Stack>
    </>
  );
}
