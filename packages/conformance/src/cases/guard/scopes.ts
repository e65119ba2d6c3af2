import type { ConformanceCase } from '../../case.ts';
import { accepted, bearer, getFrom, ORIGIN, refused, refusedByGuard } from '../../expect.ts';
import { NOW } from '../../setting/names.ts';
import type { TokenRecipe } from '../../setting/tokens.ts';
import type { RequestRow } from '../rows.ts';
import { requestCases } from '../rows.ts';

const withScope = (scope: unknown): TokenRecipe => ({ claims: { scope } });
const all = (scope: unknown): ConformanceCase['request'] =>
  getFrom('/all-scopes', bearer(withScope(scope)));
const any = (scope: unknown): ConformanceCase['request'] =>
  getFrom('/any-scope', bearer(withScope(scope)));
const ALL = refusedByGuard('insufficient_scope', { scope: 'read:things write:things' });
const ANY = refusedByGuard('insufficient_scope', { scope: 'read:things admin' });

const REQUIRED: readonly RequestRow[] = [
  [
    'all-there',
    'RFC 6750 §3.1',
    'all scopes are there',
    all('read:things write:things'),
    accepted({ scopes: ['read:things', 'write:things'] }),
  ],
  [
    'other-order',
    'RFC 6749 §3.3',
    'their order does not count',
    all('write:things read:things'),
    accepted({ scopes: ['write:things', 'read:things'] }),
  ],
  [
    'more',
    'RFC 6749 §3.3',
    'more scopes do no harm',
    all('a write:things b read:things'),
    accepted({ scopes: ['a', 'write:things', 'b', 'read:things'] }),
  ],
  [
    'one-missing',
    'RFC 6750 §3.1',
    'the challenge names all that the route needs',
    all('read:things'),
    ALL,
  ],
  ['none', 'RFC 6750 §3.1', 'a token without scopes', all(undefined), ALL],
  [
    'longer-name',
    'RFC 6749 §3.3',
    'a scope that begins with the needed one is another',
    all('read:things write:things:own'),
    ALL,
  ],
  [
    'upper-case',
    'RFC 6749 §3.3',
    'scopes are case-sensitive',
    all('READ:THINGS WRITE:THINGS'),
    ALL,
  ],
  [
    'comma',
    'RFC 6749 §3.3',
    'a comma does not separate scopes',
    all('read:things,write:things'),
    ALL,
  ],
  [
    'scp',
    'Holdfast: AuthInfo',
    'scp counts like scope',
    getFrom(
      '/all-scopes',
      bearer({ claims: { scope: undefined, scp: ['read:things', 'write:things'] } }),
    ),
    accepted({ scopes: ['read:things', 'write:things'] }),
  ],
  [
    'permissions',
    'Holdfast: guards',
    'permissions are no scopes',
    getFrom('/all-scopes', bearer({ claims: { permissions: ['read:things', 'write:things'] } })),
    ALL,
  ],
  [
    'no-credentials',
    'RFC 6750 §3.1',
    'authentication speaks before the guard',
    getFrom('/all-scopes'),
    refused('missing_authorization'),
  ],
  [
    'expired',
    'RFC 6750 §3.1',
    'a bad token is not judged by its scopes',
    getFrom('/all-scopes', bearer({ claims: { exp: NOW - 60 } })),
    refused('expired'),
  ],
  [
    'origin',
    'Holdfast: refusals',
    'a script elsewhere may read the challenge',
    getFrom('/all-scopes', bearer(), ORIGIN),
    refusedByGuard('insufficient_scope', {
      scope: 'read:things write:things',
      exposed: 'WWW-Authenticate, DPoP-Nonce',
    }),
  ],
  [
    'realm',
    'RFC 6750 §3',
    'the realm goes before the scope',
    getFrom('/all-scopes', bearer()),
    refusedByGuard('insufficient_scope', { realm: 'things', scope: 'read:things write:things' }),
    'realm',
  ],
];

const INCLUDES: readonly RequestRow[] = [
  [
    'first',
    'Holdfast: guards',
    'the first of the scopes is enough',
    any('read:things'),
    accepted(),
  ],
  [
    'last',
    'Holdfast: guards',
    'the last of the scopes is enough',
    any('admin'),
    accepted({ scopes: ['admin'] }),
  ],
  [
    'both',
    'Holdfast: guards',
    'both scopes are enough',
    any('read:things admin'),
    accepted({ scopes: ['read:things', 'admin'] }),
  ],
  [
    'neither',
    'RFC 6750 §3.1',
    'neither is there: the challenge names both',
    any('write:things'),
    ANY,
  ],
  ['none', 'RFC 6750 §3.1', 'a token without scopes', any(undefined), ANY],
];

/** The guards `requiredScopes` and `scopeIncludesAny` (RFC 6750 section 3.1). */
export const SCOPES_CASES: readonly ConformanceCase[] = [
  ...requestCases('scopes', REQUIRED),
  ...requestCases('any', INCLUDES),
];
