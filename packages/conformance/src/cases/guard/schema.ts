import type { ConformanceCase, Expectation } from '../../case.ts';
import { accepted, bearer, getFrom, refused, refusedByGuard } from '../../expect.ts';
import { NOW } from '../../setting/names.ts';
import { requestCases } from '../rows.ts';
import { DEMANDS } from './guard-rows.ts';

const SOURCE = 'Holdfast: guards; Standard Schema';
const OUTPUT: ReadonlyArray<
  readonly [
    id: string,
    rule: string,
    path: string,
    claims: Readonly<Record<string, unknown>>,
    expected: Expectation,
  ]
> = [
  ['claim', 'claimEquals() reads what the schema made', '/claim', { team: 'BLUE' }, accepted()],
  [
    'plain',
    'what the schema made is what the application sees',
    '/protected',
    { team: 'blue' },
    accepted(),
  ],
  [
    'claim-before',
    'claimEquals() does not read what the schema left out',
    '/claim',
    { tenant: 'blue' },
    refusedByGuard('claim_mismatch'),
  ],
  [
    'claim-overwritten',
    'claimEquals() does not read what the schema replaced',
    '/claim',
    { tenant: 'blue', team: 'red' },
    refusedByGuard('claim_mismatch'),
  ],
  [
    'includes',
    'claimIncludes() reads what the schema made',
    '/includes',
    { groups: 'staff,on-call' },
    accepted(),
  ],
  ['check', 'claimCheck() is given what the schema made', '/check', { team: 'Blue' }, accepted()],
  [
    'recent',
    'requiredAuthentication() reads what the schema made',
    '/recent',
    { signed_in: NOW * 1000 },
    accepted(),
  ],
  [
    'recent-before',
    'requiredAuthentication() does not read what the schema left out',
    '/recent',
    { auth_time: NOW },
    refusedByGuard('authentication_age', DEMANDS['/recent']),
  ],
  [
    'scopes',
    'scopes are those of the token, whatever the schema makes',
    '/all-scopes',
    { scope: 'read:things write:things' },
    accepted({ scopes: ['read:things', 'write:things'] }),
  ],
  [
    'permissions',
    'permissions are those of the token, whatever the schema makes',
    '/permissions',
    { permissions: ['things:read', 'things:write'] },
    accepted({ permissions: ['things:read', 'things:write'] }),
  ],
  [
    'rejected',
    'a token that the schema rejects meets no guard',
    '/claim',
    { team: 7 },
    refused('claims_rejected'),
  ],
];

const ODD: ReadonlyArray<readonly [id: string, path: string, expected: Expectation]> = [
  ['claim', '/claim', refusedByGuard('claim_mismatch')],
  ['includes', '/includes', refusedByGuard('claim_mismatch')],
  ['check', '/check', refusedByGuard('claim_mismatch')],
  ['actor', '/actor', refusedByGuard('malformed_actor')],
  ['strong', '/strong', refusedByGuard('authentication_level', DEMANDS['/strong'])],
  ['recent', '/recent', refusedByGuard('authentication_age', DEMANDS['/recent'])],
];

/** Guards behind a `claims` schema that changes the claims. */
export const GUARD_SCHEMA_CASES: readonly ConformanceCase[] = [
  ...requestCases(
    'schemaoutput',
    OUTPUT.map(([id, rule, path, claims, expected]) => [
      id,
      SOURCE,
      rule,
      getFrom(path, bearer({ claims })),
      expected,
      'schema-output',
    ]),
  ),
  ...requestCases(
    'schemanull',
    ODD.map(([id, path, expected]) => [
      id,
      SOURCE,
      'claims that are no object have no members, and nothing crashes',
      getFrom(
        path,
        bearer({ claims: { tenant: 'blue', acr: 'urn:example:gold', auth_time: NOW } }),
      ),
      expected,
      'schema-null',
    ]),
  ),
];
