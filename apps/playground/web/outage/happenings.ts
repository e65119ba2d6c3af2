import type { PlaygroundEvent, ServerEvent } from '../../server/control/protocol.ts';
import { API_NAMES } from '../look/api-names.ts';
import { shortKid } from './probe.ts';

/** What happened, in words: one line for what several APIs did alike within a second. */
export interface Happening {
  /** Of the first event in it. */
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly what: string;
  /** Who did it, each once. */
  readonly who: readonly string[];
}

const A_SECOND = 1000;

/** Says what happened, in its order. */
export function happenings(events: readonly PlaygroundEvent[]): Happening[] {
  const lines: Array<Happening & { readonly who: string[] }> = [];
  // Since the authorization server changed: before that, the same was something else.
  let since = 0;
  for (const event of events) {
    const { id, at } = event;
    const what = inWords(event);
    if (event.kind === 'server') {
      lines.push({ id, at, what, who: ['The server'] });
      since = lines.length;
      continue;
    }
    const who = API_NAMES[event.api];
    const alike = lines.slice(since).find((line) => line.what === what && at - line.at < A_SECOND);
    if (alike === undefined) lines.push({ id, at, what, who: [who] });
    else if (!alike.who.includes(who)) alike.who.push(who);
  }
  return lines;
}

function inWords(event: PlaygroundEvent): string {
  switch (event.kind) {
    case 'server':
      return `${CHANGES[event.change]}${event.kid === undefined ? '' : ` ${shortKid(event.kid)}`}`;
    case 'fetch':
      return `fetched ${NAMES[event.purpose]}: ${event.status ?? 'no answer'}`;
    case 'decision':
      return `${event.method} ${event.path}: ${event.refusal ? `${event.refusal.status} ${event.refusal.reason}` : 'accepted'}`;
  }
}

const CHANGES: Readonly<Record<ServerEvent['change'], string>> = {
  stopped: 'switched off',
  started: 'switched on',
  rotated: 'new signing key',
  removed: 'removed key',
};

const NAMES = { metadata: 'the metadata', keys: 'the keys', token: 'a token' } as const;
