import type { ConformanceCase } from '../../case.ts';
import { bearer, FAULT, getFrom } from '../../expect.ts';
import { requestCases } from '../rows.ts';
import type { GuardRow } from './guard-rows.ts';
import { guardCases } from './guard-rows.ts';

const CONTRACT = 'Holdfast: guards';
const ACTOR = 'RFC 8693 §4.1';

const ROWS: readonly GuardRow[] = [
  ['true', CONTRACT, 'true lets the request go on', '/check', { tenant: 'blue' }, null],
  ['false', CONTRACT, 'false is a refusal', '/check', { tenant: 'red' }, 'claim_mismatch'],
  ['missing', CONTRACT, 'a missing claim is a refusal', '/check', {}, 'claim_mismatch'],
  [
    'no-throw',
    CONTRACT,
    'a function that reads into a claim that is there',
    '/check-throws',
    { profile: { verified: true } },
    null,
  ],
  [
    'throws',
    CONTRACT,
    'a function that reads into a missing claim is no crash',
    '/check-throws',
    {},
    'claim_mismatch',
  ],
  [
    'throws-null',
    CONTRACT,
    'a function that reads into null is no crash',
    '/check-throws',
    { profile: null },
    'claim_mismatch',
  ],
  ['truthy', CONTRACT, 'only true passes', '/check-truthy', { tenant: 'blue' }, 'claim_mismatch'],
  ['truthy-one', CONTRACT, '1 is not true', '/check-truthy', { tenant: 1 }, 'claim_mismatch'],
  ['truthy-true', CONTRACT, 'true is true', '/check-truthy', { tenant: true }, null],
];

const actor = (
  id: string,
  rule: string,
  act: unknown,
  reason: GuardRow[5] = 'malformed_actor',
): GuardRow => [id, ACTOR, rule, '/actor', { act }, reason];

const ACTORS: readonly GuardRow[] = [
  actor('same', 'the current actor is the wanted one', { sub: 'service-1' }, null),
  actor('other', 'another actor', { sub: 'service-2' }, 'claim_mismatch'),
  actor('none', 'nobody acts for the subject', undefined, 'claim_mismatch'),
  actor(
    'outermost',
    'the outermost actor is the current one',
    {
      sub: 'service-1',
      act: { sub: 'service-2' },
    },
    null,
  ),
  actor(
    'earlier',
    'an earlier actor decides nothing',
    { sub: 'service-2', act: { sub: 'service-1' } },
    'claim_mismatch',
  ),
  actor('further-members', 'further members are allowed', { sub: 'service-1', iss: 'a' }, null),
  actor('text', 'act is an object', 'service-1'),
  actor('null', 'null is no object', null),
  actor('list', 'a list is no actor', [{ sub: 'service-1' }]),
  actor('no-sub', 'an actor has a sub', { client_id: 'service-1' }),
  actor('empty-sub', 'an empty sub names nobody', { sub: '' }),
  actor('blank-sub', 'a blank sub names nobody', { sub: ' ' }),
  actor('number-sub', 'sub is a string', { sub: 1 }),
  actor('nested-text', 'nested actors are objects', { sub: 'service-1', act: 'service-2' }),
  actor('nested-null', 'a nested null is no actor', { sub: 'service-1', act: null }),
  actor('nested-no-sub', 'nested actors have a sub', { sub: 'service-1', act: {} }),
];

/** The guard `claimCheck`, with functions that decide, fail, or throw a refusal of their own. */
export const CHECK_CASES: readonly ConformanceCase[] = [
  ...guardCases('check', ROWS),
  ...requestCases('check', [
    [
      'promise',
      CONTRACT,
      'a promise neither passes nor refuses: the server is at fault',
      getFrom('/check-promise', bearer({ claims: { profile: { verified: true } } })),
      FAULT,
    ],
    [
      'promise-rejected',
      CONTRACT,
      'a promise that rejects does not end the server',
      getFrom('/check-promise', bearer()),
      FAULT,
    ],
  ]),
  ...guardCases('actor', ACTORS),
];
