import type { ConformanceCase } from '../src/index.ts';
import type { Control } from './control.ts';
import { testControls } from './control.ts';
import type { Caller } from './node-target.ts';

const METADATA = /^metadata[a-z]*\//;
const challengeOf = ({ expected }: ConformanceCase): string =>
  String(expected.fields['www-authenticate']);
const isServed = ({ expected }: ConformanceCase): boolean =>
  'access-control-allow-origin' in expected.fields;

const CONTROLS: readonly Control[] = [
  {
    fault: 'adds a field of its own to refusals',
    faults: {
      refusal: (refusal) => ({ ...refusal, headers: { ...refusal.headers, pragma: 'no-cache' } }),
    },
    within: /^(credentials|denied|several)\//,
    caughtBy: ({ expected }) => expected.reason !== undefined,
  },
  {
    fault: 'adds a field of its own to what it accepts',
    faults: { success: (headers) => ({ ...headers, 'x-user': 'user-1' }) },
    within: /^(credentials|claim|together)\//,
    caughtBy: ({ expected: { fields } }) => fields['vary'] === 'Authorization, DPoP',
  },
  {
    fault: 'asks the first guard alone',
    faults: { route: (route) => ({ ...route, guards: route.guards.slice(0, 1) }) },
    within: /^several\//,
    caughtBy: ({ id }) => /^several\/(first|two|three)-passed$/.test(id),
  },
  {
    fault: 'asks the guards in the wrong order',
    faults: { route: (route) => ({ ...route, guards: [...route.guards].reverse() }) },
    within: /^several\//,
    caughtBy: ({ id }) => /^several\/(none|first)-passed$/.test(id),
  },
  {
    fault: 'mixes up callers who come at the same time',
    faults: { caller: lastOf(8) },
    within: /^together\/(cold|cold-proofs)$/,
    caughtBy: () => true,
  },
  {
    fault: 'does not serve the metadata',
    faults: { hidesMetadata: true },
    within: METADATA,
    caughtBy: isServed,
  },
  {
    fault: 'points to the metadata on the first challenge alone',
    faults: {
      refusal: (refusal) => ({
        ...refusal,
        headers: {
          ...refusal.headers,
          ...(refusal.headers['www-authenticate'] && {
            'www-authenticate': refusal.headers['www-authenticate'].replace(
              / DPoP resource_metadata="[^"]*",/,
              ' DPoP',
            ),
          }),
        },
      }),
    },
    within: METADATA,
    caughtBy: (each) => / DPoP resource_metadata=/.test(challengeOf(each)),
  },
  {
    fault: 'points to the metadata of the host that was called',
    faults: {
      refusal: (refusal, { url }) => ({
        ...refusal,
        headers: Object.fromEntries(
          Object.entries(refusal.headers).map(([name, value]) => [
            name,
            value.replaceAll('https://api.example.com', new URL(url, 'http://none.example').origin),
          ]),
        ),
      }),
    },
    within: METADATA,
    caughtBy: (each) => challengeOf(each).includes('resource_metadata'),
  },
];

testControls('a target with a fault about guards and metadata', CONTROLS);

/** Waits until some callers have come and gives each of them the last one. */
function lastOf(count: number): (auth: Caller) => Promise<Caller> {
  const waiting: Array<(auth: Caller) => void> = [];
  return (auth) =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === count) for (const wake of waiting.splice(0)) wake(auth);
    });
}
