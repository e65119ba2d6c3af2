import type { ConformanceCase } from '../../case.ts';
import { accepted, bearer, get, getFrom, refused } from '../../expect.ts';
import { AUDIENCE, ISSUER, SECOND_ISSUER, THIRD_ISSUER } from '../../setting/names.ts';
import type { RequestRow } from '../rows.ts';
import { requestCases } from '../rows.ts';

const SECOND_AUDIENCE = 'https://second-api.example.com';
const second = { signer: 'second', claims: { iss: SECOND_ISSUER, aud: SECOND_AUDIENCE } } as const;
const third = { signer: 'third', claims: { iss: THIRD_ISSUER } } as const;
const secondHere = { signer: 'second', claims: { iss: SECOND_ISSUER } } as const;
const NOBODY_ELSE = { fetched: { elsewhere: 0 } };

const SEVERAL: readonly RequestRow[] = [
  [
    'first',
    'Holdfast: options',
    'a token of the first issuer',
    get(bearer()),
    accepted(),
    'two-issuers',
  ],
  [
    'second',
    'Holdfast: options',
    'a token of the second issuer',
    get(bearer(second)),
    accepted({ issuer: SECOND_ISSUER }),
    'two-issuers',
  ],
  [
    'third',
    'negative case 21',
    'an issuer that is not accepted is not contacted',
    get(bearer(third)),
    refused('issuer_not_allowed', NOBODY_ELSE),
    'two-issuers',
  ],
  [
    'metadata-address',
    'negative case 21',
    'the address of a cloud provider is not contacted',
    get(bearer({ claims: { iss: 'http://169.254.169.254/' } })),
    refused('issuer_not_allowed', NOBODY_ELSE),
    'two-issuers',
  ],
  [
    'key-of-first',
    'Holdfast: options',
    'a key of one issuer verifies no token of another',
    get(bearer({ claims: second.claims })),
    refused('unknown_key'),
    'two-issuers',
  ],
  [
    'kid-of-second',
    'CVE-2025-59936',
    'the kid of one issuer, the key of another',
    get(bearer({ header: { kid: { kidOf: 'second' } }, claims: second.claims })),
    refused('bad_signature'),
    'two-issuers',
  ],
  [
    'no-kid',
    'Holdfast: options',
    'without a kid the key of the named issuer is used',
    get(bearer({ header: { kid: undefined }, claims: second.claims })),
    refused('bad_signature'),
    'two-issuers',
  ],
  [
    'audience-of-second',
    'Holdfast: options',
    'an issuer may have an audience of its own',
    get(bearer({ signer: 'second', claims: { iss: SECOND_ISSUER, aud: AUDIENCE } })),
    refused('audience_mismatch'),
    'two-issuers',
  ],
  [
    'audience-of-first',
    'Holdfast: options',
    'the audience of one issuer is none of another',
    get(bearer({ claims: { aud: SECOND_AUDIENCE } })),
    refused('audience_mismatch'),
    'two-issuers',
  ],
  [
    'list',
    'CVE-2025-30144',
    'a list of accepted issuers is no issuer',
    get(bearer({ claims: { iss: [ISSUER, SECOND_ISSUER] } })),
    refused('issuer_not_allowed'),
    'two-issuers',
  ],
];

const RESOLVED: readonly RequestRow[] = [
  [
    'by-path',
    'Holdfast: options',
    'a resolver sees the URL of the request',
    get(bearer()),
    accepted(),
    'resolver',
  ],
  [
    'by-path-other',
    'Holdfast: options',
    'a resolver may accept another issuer elsewhere',
    getFrom('/optional', bearer(secondHere)),
    accepted({ issuer: SECOND_ISSUER }),
    'resolver',
  ],
  [
    'by-path-refused',
    'Holdfast: options',
    'an issuer counts only where the resolver names it',
    getFrom('/optional', bearer()),
    refused('issuer_not_allowed'),
    'resolver',
  ],
  [
    'query',
    'Holdfast: options',
    'a query is no part of the path',
    getFrom('/protected?x=/optional', bearer()),
    accepted(),
    'resolver',
  ],
  [
    'by-token',
    'Holdfast: options',
    'a resolver sees the unverified issuer',
    get(bearer()),
    accepted(),
    'resolver-by-token',
  ],
  [
    'by-token-refused',
    'Holdfast: options',
    'an issuer that the resolver leaves out is not contacted',
    get(bearer(third)),
    refused('issuer_not_allowed', NOBODY_ELSE),
    'resolver-by-token',
  ],
  [
    'by-token-signature',
    'Holdfast: options',
    'the resolver does not vouch for the signature',
    get(bearer({ signer: 'attacker' })),
    refused('unknown_key'),
    'resolver-by-token',
  ],
  [
    'throws',
    'Holdfast: refusals',
    'a resolver that throws is no fault of the caller',
    get(bearer()),
    refused('issuer_resolver_failed'),
    'resolver-throws',
  ],
  [
    'rejects',
    'Holdfast: refusals',
    'a resolver that rejects is no fault of the caller',
    get(bearer()),
    refused('issuer_resolver_failed'),
    'resolver-rejects',
  ],
  [
    'throws-no-token',
    'Holdfast: refusals',
    'a resolver is not asked about a request without a token',
    get(),
    refused('missing_authorization'),
    'resolver-throws',
  ],
];

/** Several issuers, fixed or named by a resolver. */
export const ISSUERS_CASES: readonly ConformanceCase[] = [
  ...requestCases('issuers', SEVERAL),
  ...requestCases('resolver', RESOLVED),
];
