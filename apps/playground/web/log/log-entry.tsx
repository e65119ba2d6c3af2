import { Badge, Code, Group, Text } from '@mantine/core';
import type { NamedExoticComponent, ReactElement } from 'react';
import { memo } from 'react';
import type { DecisionEvent, FetchEvent, PlaygroundEvent } from '../../server/control/protocol.ts';
import { API_NAMES } from '../look/api-names.ts';
import { JsonBlock } from '../look/json-block.tsx';
import { textOrEmpty } from '../look/text-or-empty.ts';
import classes from './log-entry.module.css';
import { changeInWords, outcomeOf, timeOf } from './log-words.ts';

/** One event, as an operator would see it. Remembered, because the log may have hundreds while others come. */
export const LogEntry: NamedExoticComponent<{ readonly event: PlaygroundEvent }> = memo(
  function LogEntry({ event }) {
    const { word, color } = outcomeOf(event);
    return (
      <li className={classes['entry']}>
        <Group gap="xs">
          <Text size="xs" ff="monospace">
            {timeOf(event)}
          </Text>
          <Text size="sm" fw={650}>
            {event.kind === 'server' ? 'Authorization server' : API_NAMES[event.api]}
          </Text>
          <Badge variant="light" color={color} tt="none" ml="auto">
            {word}
          </Badge>
        </Group>
        {event.kind === 'decision' && <Decision event={event} />}
        {event.kind === 'fetch' && <Fetch event={event} />}
        {event.kind === 'server' && <Text size="sm">{changeInWords(event)}</Text>}
      </li>
    );
  },
);

function Decision({ event }: { readonly event: DecisionEvent }): ReactElement {
  const { method, path, auth, refusal } = event;
  return (
    <>
      <Code>
        {method} {path}
      </Code>
      {refusal !== undefined ? (
        <>
          <Text size="sm">
            {refusal.status} {refusal.code}, <Code>{refusal.reason}</Code>
          </Text>
          <Text size="sm">{refusal.message}</Text>
          {Object.keys(refusal.details).length > 0 && <Details value={refusal.details} />}
        </>
      ) : (
        auth !== undefined && (
          <>
            <Text size="sm">
              {auth.scheme === 'dpop' ? 'DPoP' : 'Bearer'}, client {auth.clientId || 'unknown'},
              subject {textOrEmpty(auth.claims['sub']) || 'unknown'}
            </Text>
            <Details value={auth} />
          </>
        )
      )}
    </>
  );
}

function Fetch({ event }: { readonly event: FetchEvent }): ReactElement {
  const { url, status, ms } = event;
  return (
    <Text size="sm">
      <Code>{url}</Code> {status ?? 'no answer'} after {ms.toFixed(1)} ms
    </Text>
  );
}

function Details({ value }: { readonly value: unknown }): ReactElement {
  return (
    <details>
      <summary>Details</summary>
      <JsonBlock value={value} label="Details" />
    </details>
  );
}
