/** What must come back from every API. */
export interface Must {
  readonly status: 200 | 401 | 503;
  /** One of these. */
  readonly reasons?: readonly string[] | undefined;
  /** Why, in a sentence. */
  readonly because: string;
}

/** A step of a scenario: something is done, or sent. */
export type Step =
  | { readonly does: 'start' | 'stop' | 'rotate' | 'remove' | 'wait' | 'take' }
  | { readonly does: 'send'; readonly token: 'kept' | 'fresh'; readonly must: Must };

/** Something that happens to an authorization server, from its start to its end. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** What it shows. */
  readonly shows: string;
  readonly steps: readonly Step[];
}

// Every scenario begins with APIs that know the key of a token, whatever was before.
const KNOWN_KEY: readonly Step[] = [
  { does: 'start' },
  { does: 'take' },
  { does: 'wait' },
  send('kept', 200, 'Each API knows the key, or fetches it.'),
];

/** The scenarios. What must come is Holdfast's promise: no RFC says what an API does in an outage. */
export const SCENARIOS: readonly Scenario[] = [
  {
    id: 'known-keys',
    title: 'Known keys',
    shows: 'An outage with known keys: their tokens pass while the authorization server is down.',
    steps: [
      ...KNOWN_KEY,
      { does: 'stop' },
      send('kept', 200, 'The key is in memory, so no API needs the server.'),
      { does: 'start' },
      send('kept', 200, 'Nothing has changed.'),
    ],
  },
  {
    id: 'new-key',
    title: 'A new key',
    shows: 'A new key during an outage: its tokens cannot be judged, so they get 503 and not 401.',
    steps: [
      ...KNOWN_KEY,
      { does: 'stop' },
      { does: 'rotate' },
      { does: 'wait' },
      {
        does: 'send',
        token: 'fresh',
        must: {
          status: 503,
          reasons: ['metadata_unavailable', 'keys_unavailable'],
          because: 'The key is unknown and cannot be fetched. Retry-After says when to try again.',
        },
      },
      send('kept', 200, 'Known keys serve on meanwhile.'),
      { does: 'start' },
      { does: 'wait' },
      send('fresh', 200, 'Now the APIs can fetch the key.'),
    ],
  },
  {
    id: 'removed-key',
    title: 'A removed key',
    shows: 'A key that its issuer withdraws: it stops verifying at the next refresh.',
    steps: [
      ...KNOWN_KEY,
      { does: 'rotate' },
      { does: 'remove' },
      send('kept', 200, 'The APIs have not fetched the keys since.'),
      { does: 'wait' },
      send('fresh', 200, 'Its key is unknown, so each API fetches the keys anew.'),
      {
        does: 'send',
        token: 'kept',
        must: {
          status: 401,
          reasons: ['unknown_key'],
          because: 'The refresh succeeded, and the key is no longer among those published.',
        },
      },
    ],
  },
];

/** What a step does, as an order. */
export function stepInWords(step: Step): string {
  if (step.does !== 'send') return ORDERS[step.does];
  return step.token === 'kept'
    ? 'Send the token to all APIs.'
    : 'Send a new token to all APIs, signed by the newest key.';
}

const ORDERS: Readonly<Record<Exclude<Step['does'], 'send'>, string>> = {
  start: 'Switch the authorization server on.',
  stop: 'Switch the authorization server off.',
  rotate: 'Make a new signing key.',
  remove: 'Remove the key of the token.',
  wait: 'Wait for the cooldown, in which no API asks for an unknown key again.',
  take: 'Take a token.',
};

function send(token: 'kept' | 'fresh', status: 200, because: string): Step {
  return { does: 'send', token, must: { status, because } };
}
