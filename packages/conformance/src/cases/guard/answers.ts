import type { ConformanceCase } from '../../case.ts';
import {
  accepted,
  authorization,
  bearer,
  byOnError,
  dpop,
  EXPOSED,
  getFrom,
  ORIGIN,
  proof,
  refused,
  refusedByGuard,
  VARY,
} from '../../expect.ts';
import { NOW } from '../../setting/names.ts';
import type { RequestRow } from '../rows.ts';
import { requestCases } from '../rows.ts';

const CONTRACT = 'Holdfast: guards';
const METADATA = 'https://api.example.com/.well-known/oauth-protected-resource';

const DENIED: readonly RequestRow[] = [
  [
    'no-challenge',
    'RFC 9110 §15.5.4; Holdfast: refusals',
    'no other credentials would help, so none are asked for',
    getFrom('/claim', bearer()),
    refusedByGuard('claim_mismatch'),
  ],
  [
    'dpop',
    'RFC 9110 §15.5.4; Holdfast: refusals',
    'the scheme makes no difference',
    getFrom('/claim', dpop(), proof()),
    refusedByGuard('claim_mismatch'),
  ],
  [
    'metadata',
    'RFC 9110 §15.5.4; Holdfast: refusals',
    'without a challenge there is no place for the metadata',
    getFrom('/claim', bearer()),
    refusedByGuard('claim_mismatch'),
    'resource-metadata',
  ],
  [
    'origin',
    'Holdfast: refusals',
    'a request of a page elsewhere',
    getFrom('/claim', bearer(), ORIGIN),
    refusedByGuard('claim_mismatch', { exposed: EXPOSED }),
  ],
  [
    'head',
    'RFC 9110 §9.3.2',
    'a HEAD is refused without a body',
    { ...getFrom('/claim', bearer()), method: 'HEAD' },
    refusedByGuard('claim_mismatch', { head: true }),
  ],
  [
    'post',
    CONTRACT,
    'a POST is refused like a GET',
    { ...getFrom('/claim', bearer()), method: 'POST' },
    refusedByGuard('claim_mismatch'),
  ],
  [
    'delete',
    CONTRACT,
    'a DELETE is refused like a GET',
    { ...getFrom('/claim', bearer()), method: 'DELETE' },
    refusedByGuard('claim_mismatch'),
  ],
  [
    'options',
    CONTRACT,
    'an OPTIONS with a token is guarded like a GET',
    { ...getFrom('/claim', bearer()), method: 'OPTIONS' },
    refusedByGuard('claim_mismatch'),
  ],
  [
    'query',
    CONTRACT,
    'a query is no part of the route',
    getFrom('/claim?tenant=blue', bearer()),
    refusedByGuard('claim_mismatch'),
  ],
  [
    'bad-token',
    'RFC 6750 §3.1',
    'a bad token is not judged by its claims',
    getFrom('/claim', bearer({ claims: { tenant: 'blue', exp: NOW - 60 } })),
    refused('expired'),
  ],
  [
    'no-token',
    'RFC 6750 §3.1',
    'authentication speaks before the guard',
    getFrom('/claim'),
    refused('missing_authorization'),
  ],
  [
    'malformed-actor-dpop',
    'RFC 8693 §4.1; RFC 9449 §7.1',
    'a refusal that the function throws blames the scheme that was used',
    getFrom('/actor', dpop({ claims: { act: 1 } }), proof()),
    refusedByGuard('malformed_actor', { scheme: 'DPoP' }),
  ],
  [
    'malformed-actor-metadata',
    'RFC 8693 §4.1; RFC 9728 §5.1',
    'a refusal that the function throws carries the metadata',
    getFrom('/actor', bearer({ claims: { act: 1 } })),
    refusedByGuard('malformed_actor', { resourceMetadata: METADATA }),
    'resource-metadata',
  ],
];

const TAKEN_OVER: readonly RequestRow[] = [
  [
    'guard',
    'Holdfast: adapters',
    'onError takes over what a guard refuses',
    getFrom('/on-error-scopes', bearer()),
    byOnError('insufficient_scope', { 'cache-control': 'private', vary: VARY }),
  ],
  [
    'guard-no-token',
    'Holdfast: adapters',
    'onError takes over what auth() refuses before a guard',
    getFrom('/on-error-scopes'),
    byOnError('missing_authorization'),
  ],
  [
    'guard-passed',
    'Holdfast: adapters',
    'onError stays out of what a guard lets pass',
    getFrom('/on-error-scopes', bearer({ claims: { scope: 'read:things write:things' } })),
    accepted({ scopes: ['read:things', 'write:things'] }),
  ],
];

const permissions = ['things:read'];
const strong = 'urn:example:gold';
const several = (claims: Readonly<Record<string, unknown>>): RequestRow[3] =>
  getFrom('/several-guards', bearer({ claims }));

const SEVERAL: readonly RequestRow[] = [
  [
    'none-passed',
    CONTRACT,
    'of several guards the first speaks',
    several({ scope: 'a' }),
    refusedByGuard('insufficient_scope', { scope: 'read:things' }),
  ],
  [
    'first-passed',
    CONTRACT,
    'once the first has passed, the second speaks',
    several({}),
    refusedByGuard('insufficient_permissions', { scope: 'things:read' }),
  ],
  [
    'first-refuses',
    CONTRACT,
    'what the later guards would say does not count',
    several({ scope: 'a', permissions, tenant: 'blue', acr: strong }),
    refusedByGuard('insufficient_scope', { scope: 'read:things' }),
  ],
  [
    'two-passed',
    CONTRACT,
    'once two have passed, the third speaks',
    several({ permissions, acr: strong }),
    refusedByGuard('claim_mismatch'),
  ],
  [
    'three-passed',
    CONTRACT,
    'once three have passed, the last speaks',
    several({ permissions, tenant: 'blue' }),
    refusedByGuard('authentication_level', { acrValues: strong }),
  ],
  [
    'all-passed',
    CONTRACT,
    'with all of them satisfied the request goes on',
    several({ permissions, tenant: 'blue', acr: strong }),
    accepted({ permissions }),
  ],
  [
    'no-token',
    'RFC 6750 §3.1',
    'authentication speaks before all guards',
    getFrom('/several-guards'),
    refused('missing_authorization'),
  ],
  [
    'malformed',
    'RFC 6750 §3.1',
    'a malformed request is not judged by guards',
    getFrom('/several-guards', authorization('Bearer')),
    refused('malformed_authorization'),
  ],
];

/** The answers of guards as a whole: without a challenge, taken over, of several in a row. */
export const GUARD_ANSWERS_CASES: readonly ConformanceCase[] = [
  ...requestCases('denied', DENIED),
  ...requestCases('onerror', TAKEN_OVER),
  ...requestCases('several', SEVERAL),
];
