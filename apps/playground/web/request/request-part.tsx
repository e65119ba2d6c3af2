import { Group, Paper, Stack, Text, VisuallyHidden } from '@mantine/core';
import type { ReactElement } from 'react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { BusyButton } from '../look/busy-button.tsx';
import { CopyButton } from '../look/copy-button.tsx';
import { Failure } from '../look/failure.tsx';
import { knownParameters } from '../look/known-parameters.ts';
import { PartHeading } from '../look/part-heading.tsx';
import { useSession } from '../session/session.tsx';
import { useSetting } from '../setting/setting.tsx';
import { useFocusOnToken } from '../sign-in/use-focus-on-token.ts';
import { answerInWords, Calls } from './calls.tsx';
import type { Choose } from './choice.ts';
import { CHOICE_PARAMETERS, readChoice } from './choice.ts';
import { CredentialFields, TargetFields } from './choice-fields.tsx';
import { curlCommand } from './curl-command.ts';
import { bareRequest, errandOf, isSameErrand, TYPED_AT_FIRST } from './errand.ts';
import { NonceChoice } from './nonce-choice.tsx';
import { TokenNotice } from './token-notice.tsx';
import { TypedInputs } from './typed-inputs.tsx';
import { UnknownChoices } from './unknown-choices.tsx';
import { useSending } from './use-sending.ts';

/** Calls an API, and shows everything about the call. */
export function RequestPart(): ReactElement {
  const setting = useSetting();
  const { credential } = useSession();
  const [address, setAddress] = useSearchParams();
  const [typed, setTyped] = useState(TYPED_AT_FIRST);
  const sending = useSending();
  const { isBusy, calls, failure, nonces, send, forgetNonce } = sending;
  const sendButton = useFocusOnToken<HTMLButtonElement>();

  const choice = readChoice(address);
  const choose: Choose = (name, value) => {
    setAddress((query) => ({ ...knownParameters(query, CHOICE_PARAMETERS), [name]: value }), {
      replace: true,
    });
  };
  const errand = errandOf(choice, typed, credential);
  const isProven = errand.credential?.key !== undefined;
  const last = calls.at(-1);
  const isEarlier = sending.errand !== undefined && !isSameErrand(sending.errand, errand);

  return (
    <>
      <PartHeading title="Request" shared={CHOICE_PARAMETERS}>
        Call an API, and read what was sent, what came back, and what the API saw.
      </PartHeading>
      <UnknownChoices address={address} choice={choice} />
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
          {choice.credentials !== 'none' && <TokenNotice />}
          {isProven && (
            <NonceChoice
              choice={choice}
              onChoose={choose}
              hasNonce={nonces[choice.framework] !== undefined}
              onForget={() => {
                forgetNonce(choice.framework);
                // What was pressed goes.
                sendButton.current?.focus();
              }}
            />
          )}
          <Group gap="md">
            <BusyButton type="submit" ref={sendButton} isBusy={isBusy}>
              Send
            </BusyButton>
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
          <Text c="dimmed">
            {isBusy
              ? 'Sent. The answer is not here yet.'
              : 'Nothing was sent yet. Choose an operation, and press Send.'}
          </Text>
        )}
        <Calls calls={calls} isEarlier={isEarlier} />
      </Stack>
    </>
  );
}
