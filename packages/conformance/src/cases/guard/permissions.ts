import type { ConformanceCase } from '../../case.ts';
import { bearer, dpop, getFrom, proof, refused, refusedByGuard } from '../../expect.ts';
import type { RequestRow } from '../rows.ts';
import { requestCases } from '../rows.ts';
import type { GuardRow } from './guard-rows.ts';
import { DEMANDS, guardCases } from './guard-rows.ts';

const CONTRACT = 'Holdfast: guards';
const BOTH = ['things:read', 'things:write'];
const short = 'insufficient_permissions';

const HELD: ReadonlyArray<
  readonly [id: string, rule: string, permissions: unknown, reason: typeof short | null]
> = [
  ['all-there', 'all permissions are there', BOTH, null],
  ['other-order', 'their order does not count', [...BOTH].reverse(), null],
  ['more', 'more permissions do no harm', ['a', ...BOTH, 'b'], null],
  ['one-missing', 'the challenge names all of them', BOTH.slice(1), short],
  ['none', 'a token without the claim', undefined, short],
  ['empty', 'an empty list', [], short],
  ['upper-case', 'case counts', ['Things:read', 'things:write'], short],
  ['longer', 'names that only begin so', ['things:reads', 'things:writes'], short],
  ['one-text', 'members are not split at spaces', [BOTH.join(' ')], short],
];

const ROWS: readonly GuardRow[] = HELD.map(([id, rule, permissions, reason]) => [
  id,
  CONTRACT,
  rule,
  '/permissions',
  { permissions },
  reason,
  reason === null ? { permissions } : {},
]);

const ANSWERS: readonly RequestRow[] = [
  [
    'no-list',
    'Holdfast: AuthInfo',
    'a string is no list of permissions: the token is at fault',
    getFrom('/permissions', bearer({ claims: { permissions: BOTH.join(' ') } })),
    refused('invalid_claim'),
  ],
  [
    'no-strings',
    'Holdfast: AuthInfo',
    'permissions that are no strings: the token is at fault',
    getFrom('/permissions', bearer({ claims: { permissions: [1, 2] } })),
    refused('invalid_claim'),
  ],
  [
    'scopes',
    CONTRACT,
    'scopes are no permissions',
    getFrom('/permissions', bearer({ claims: { scope: BOTH.join(' ') } })),
    refusedByGuard(short, DEMANDS['/permissions']),
  ],
  [
    'dpop',
    'RFC 6750 §3.1; RFC 9449 §7.1',
    'the DPoP challenge names the permissions',
    getFrom('/permissions', dpop(), proof()),
    refusedByGuard(short, { ...DEMANDS['/permissions'], scheme: 'DPoP' }),
  ],
  [
    'metadata',
    'RFC 9728 §5.1',
    'the metadata go before the permissions',
    getFrom('/permissions', bearer()),
    refusedByGuard(short, {
      ...DEMANDS['/permissions'],
      resourceMetadata: 'https://api.example.com/.well-known/oauth-protected-resource',
    }),
    'resource-metadata',
  ],
];

/** The guard `requiredPermissions` (RFC 6750 section 3.1, for Auth0's `permissions`). */
export const PERMISSIONS_CASES: readonly ConformanceCase[] = [
  ...guardCases('permissions', ROWS),
  ...requestCases('permissions', ANSWERS),
];
