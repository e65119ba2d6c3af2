import type { ConformanceCase } from '../../case.ts';
import { accepted, authorization, bearer, get, getFrom, refused } from '../../expect.ts';
import type { RequestRow } from '../rows.ts';
import { requestCases } from '../rows.ts';

const WRITTEN: readonly RequestRow[] = [
  [
    'none',
    'RFC 6750 §3.1',
    'no credentials: a bare challenge',
    get(),
    refused('missing_authorization'),
  ],
  ['good', 'RFC 6750 §2.1', 'a good token is accepted', get(bearer()), accepted()],
  [
    'scheme-lower-case',
    'RFC 9110 §11.1; hono#4704',
    'the scheme may be in lower case',
    get(authorization('bearer ', {})),
    accepted(),
  ],
  [
    'scheme-upper-case',
    'RFC 9110 §11.1',
    'the scheme may be in upper case',
    get(authorization('BEARER ', {})),
    accepted(),
  ],
  [
    'scheme-mixed-case',
    'RFC 9110 §11.1',
    'the scheme may be in mixed case',
    get(authorization('bEaReR ', {})),
    accepted(),
  ],
  [
    'field-name-lower-case',
    'RFC 9110 §5.1',
    'the field name may be in lower case',
    get(['authorization', ['Bearer ', {}]]),
    accepted(),
  ],
  [
    'field-name-upper-case',
    'RFC 9110 §5.1',
    'the field name may be in upper case',
    get(['AUTHORIZATION', ['Bearer ', {}]]),
    accepted(),
  ],
  [
    'several-spaces',
    'RFC 9110 §11.4',
    'the scheme ends at a run of spaces',
    get(authorization('Bearer   ', {})),
    accepted(),
  ],
  [
    'tab',
    'RFC 9110 §5.6.3',
    'the scheme may end at a tab',
    get(authorization('Bearer\t', {})),
    accepted(),
  ],
  [
    'spaces-and-tabs',
    'RFC 9110 §5.6.3',
    'the scheme may end at a mixed run',
    get(authorization('Bearer \t ', {})),
    accepted(),
  ],
  [
    'blanks-around',
    'RFC 9110 §5.5',
    'white space around the value is no part of it',
    get(authorization(' \t Bearer ', {}, ' \t ')),
    accepted(),
  ],
];

const SCHEMES: readonly RequestRow[] = [
  [
    'basic',
    'RFC 9110 §11.6.1',
    'Basic is not offered',
    get(authorization('Basic dXNlcjpwdw==')),
    refused('unsupported_scheme'),
  ],
  [
    'basic-with-token',
    'hono#4704',
    'a good token under Basic is not accepted',
    get(authorization('Basic ', {})),
    refused('unsupported_scheme'),
  ],
  [
    'dpop',
    'RFC 9449 §7.1',
    'DPoP is not offered where proofs are not verified',
    get(authorization('DPoP ', {})),
    refused('unsupported_scheme', { mode: 'disabled' }),
    'dpop-disabled',
  ],
  [
    'digest',
    'RFC 9110 §11.4',
    'commas between parameters are no repeat',
    get(authorization('Digest a="b", c="d"')),
    refused('unsupported_scheme'),
  ],
  [
    'digest-loose',
    'RFC 9110 §11.4',
    'parameters may have blanks around',
    get(authorization('Digest a="b" , c="d"')),
    refused('unsupported_scheme'),
  ],
  [
    'longer-name',
    'RFC 9110 §11.1',
    'a scheme that begins with Bearer is another one',
    get(authorization('BearerX ', {})),
    refused('unsupported_scheme'),
  ],
  [
    'shorter-name',
    'RFC 9110 §11.1',
    'a beginning of Bearer is another scheme',
    get(authorization('Bear ', {})),
    refused('unsupported_scheme'),
  ],
  [
    'token-scheme',
    'RFC 9110 §11.1',
    'Token is not offered',
    get(authorization('Token ', {})),
    refused('unsupported_scheme'),
  ],
];

const FORM = (path: string, form: string): ConformanceCase['request'] => ({
  method: 'POST',
  path,
  fields: [],
  form: [form, {}],
});

const PLACES: readonly RequestRow[] = [
  [
    'query',
    'RFC 6750 §2.3',
    'a token in the query is not read',
    getFrom(['/protected?access_token=', {}]),
    refused('missing_authorization'),
  ],
  [
    'form',
    'RFC 6750 §2.2',
    'a token in the body is not read',
    FORM('/protected', 'access_token='),
    refused('missing_authorization'),
  ],
  [
    'cookie',
    'Holdfast: credentials',
    'a token in a cookie is not read',
    get(['Cookie', ['access_token=', {}]]),
    refused('missing_authorization'),
  ],
  [
    'proxy-authorization',
    'RFC 9110 §11.7.2',
    'credentials for a proxy are not read',
    get(['Proxy-Authorization', ['Bearer ', {}]]),
    refused('missing_authorization'),
  ],
  [
    'forwarded',
    'Holdfast: credentials',
    'X-Forwarded-Authorization is not read',
    get(['X-Forwarded-Authorization', ['Bearer ', {}]]),
    refused('missing_authorization'),
  ],
  [
    'query-beside-field',
    'RFC 6750 §2',
    'the field counts, not the query',
    getFrom('/protected?access_token=bad', bearer()),
    accepted(),
  ],
  [
    'post',
    'RFC 6750 §2.1',
    'a POST is judged like a GET',
    { method: 'POST', path: '/protected', fields: [bearer()], form: 'a=b' },
    accepted(),
  ],
  [
    'largest',
    'Holdfast: credentials',
    'a token of 16384 characters is read',
    get(authorization(`Bearer ${'a'.repeat(16_384)}`)),
    refused('opaque_token'),
  ],
  [
    'too-large',
    'Holdfast: credentials',
    'a token of 16385 characters is refused',
    get(authorization(`Bearer ${'a'.repeat(16_385)}`)),
    refused('token_too_large'),
  ],
  [
    'far-too-large',
    'negative case 36: large header',
    'a token of 48 KiB is refused',
    get(authorization(`Bearer ${'a.'.repeat(24_576)}`)),
    refused('token_too_large'),
  ],
];

/** Where a token stands and how it is written (RFC 6750 section 2, RFC 9110 section 11). */
export const CREDENTIALS_CASES: readonly ConformanceCase[] = [
  ...requestCases('credentials', WRITTEN),
  ...requestCases('schemes', SCHEMES),
  ...requestCases('places', PLACES),
];
