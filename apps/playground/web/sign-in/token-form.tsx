import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { LifetimeInput } from './lifetime-input.tsx';
import { NoToken } from './no-token.tsx';
import { OneOf } from './one-of.tsx';
import { AUDIENCE_OPTIONS, CALLER_OPTIONS, SCHEME_OPTIONS } from './options.ts';
import { ScopesInput } from './scopes-input.tsx';
import { useChoices } from './use-choices.ts';
import { useGetToken } from './use-get-token.ts';
import { UserChoices } from './user-choices.tsx';

/** The form in which one says what kind of token one wants. */
export function TokenForm(): ReactElement {
  const [choices, change] = useChoices();
  const { getToken, isBusy, failure } = useGetToken();
  const { caller, scheme, audience, lifetime } = choices;
  const isUser = caller === 'user';
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="new-token">
      <Title order={2} size="h4" id="new-token" mb="sm">
        A new token
      </Title>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void getToken(choices);
        }}
      >
        <Stack gap="md">
          <OneOf
            label="Who calls"
            options={CALLER_OPTIONS}
            value={caller}
            onChange={(changed) => change({ caller: changed })}
          />
          {isUser && <UserChoices choices={choices} onChange={change} />}
          <OneOf
            label="Scheme"
            options={SCHEME_OPTIONS}
            value={scheme}
            onChange={(changed) => change({ scheme: changed })}
          />
          <OneOf
            label="For which API"
            options={AUDIENCE_OPTIONS}
            value={audience}
            onChange={(changed) => change({ audience: changed })}
          />
          <Group gap="md" align="flex-start">
            <ScopesInput choices={choices} onChange={change} />
            <LifetimeInput value={lifetime} onChange={(changed) => change({ lifetime: changed })} />
          </Group>
          <div>
            {/* Not disabled while it is busy: the focus would be lost. */}
            <Button type="submit" aria-disabled={isBusy}>
              {isBusy ? 'One moment …' : isUser ? 'Sign in' : 'Get a token'}
            </Button>
            <Text size="sm" c="dimmed" mt={6}>
              {isUser
                ? 'This takes you to the sign-in page of the authorization server, and back.'
                : 'The page sends the client credentials of the machine.'}
            </Text>
          </div>
          {failure !== undefined && (
            <NoToken failure={failure}>Your choices are still there.</NoToken>
          )}
        </Stack>
      </form>
    </Paper>
  );
}
