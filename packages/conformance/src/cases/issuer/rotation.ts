import type { ConformanceCase } from '../../case.ts';
import { accepted, refused } from '../../expect.ts';
import type { StepRow } from './steps.ts';
import {
  advance,
  HELD,
  HELD_LONG,
  LONG,
  LONG_SHOWN,
  ROTATE,
  send,
  sendUnknown,
  stepCases,
  UNKNOWN,
} from './steps.ts';

const ROTATION: readonly StepRow[] = [
  [
    'new-key',
    'Holdfast: the access token',
    'a new key is found by its kid',
    [send({}), ROTATE],
    {},
    accepted(),
  ],
  [
    'kept-key',
    'Holdfast: the access token',
    'a key that stays published goes on',
    [send({}), { step: 'rotateKeys', keepPrevious: true }],
    {},
    accepted(),
  ],
  [
    'unknown-kid',
    'Holdfast: the access token',
    'an unknown kid triggers one refresh',
    [send({})],
    UNKNOWN,
    refused('unknown_key', { fetched: { keys: 2 } }),
  ],
  [
    'unknown-kids',
    'CVE-2026-48524',
    'many unknown kids trigger one refresh',
    [send({}), sendUnknown(401, 'a'), sendUnknown(401, 'b'), sendUnknown(401, 'c')],
    UNKNOWN,
    refused('unknown_key', { fetched: { keys: 2 } }),
  ],
  [
    'in-cooldown',
    'Holdfast: the access token',
    'a key that appears within the cooldown waits',
    [send({}), sendUnknown(401), ROTATE, advance(29)],
    {},
    refused('unknown_key', { fetched: { keys: 2 } }),
  ],
  [
    'after-cooldown',
    'Holdfast: the access token',
    'a key is found when the cooldown is over',
    [send({}), sendUnknown(401), ROTATE, advance(30)],
    {},
    accepted({}, { keys: 3 }),
  ],
  [
    'after-max-age',
    'Holdfast: the access token',
    'idle keys are fetched again',
    [send(LONG), ROTATE, advance(601)],
    LONG,
    accepted(LONG_SHOWN),
  ],
];

const REMOVAL: readonly StepRow[] = [
  [
    'removed-key',
    'GHSA-675f-rq2r-jw82',
    'a removed key stops verifying',
    [send(HELD_LONG), ROTATE, advance(601)],
    HELD_LONG,
    refused('unknown_key'),
  ],
  [
    'removed-key-uncached',
    'GHSA-675f-rq2r-jw82',
    'a removed key stops verifying without a cache',
    [send(HELD_LONG), ROTATE, advance(601)],
    HELD_LONG,
    refused('unknown_key'),
    'no-token-cache',
  ],
  [
    'removed-early',
    'GHSA-675f-rq2r-jw82',
    'a refresh for another token removes it too',
    [send(HELD), ROTATE, send({})],
    HELD,
    refused('unknown_key'),
  ],
  [
    'remembered-expires',
    'Holdfast: the access token',
    'a remembered token expires',
    [send(HELD), advance(305)],
    HELD,
    refused('expired'),
  ],
  [
    'remembered-serves',
    'Holdfast: the access token',
    'a remembered token serves until then',
    [send(HELD), advance(304)],
    HELD,
    accepted(),
  ],
  [
    'expires-uncached',
    'Holdfast: options',
    'a token expires without a cache',
    [send(HELD), advance(305)],
    HELD,
    refused('expired'),
    'no-token-cache',
  ],
];

/** New keys, removed keys, and tokens that are remembered (RFC 7517 section 5). */
export const ROTATION_CASES: readonly ConformanceCase[] = [
  ...stepCases('rotation', [...ROTATION, ...REMOVAL]),
];
