import type { CaseRequest, ConformanceCase, Expectation } from '../../case.ts';
import {
  authorization,
  bearer,
  EXPOSED,
  get,
  getFrom,
  ORIGIN,
  refused,
  VARY,
} from '../../expect.ts';
import { NOW } from '../../setting/names.ts';
import type { RequestRow } from '../rows.ts';
import { requestCases } from '../rows.ts';

const METHOD: readonly [string, string] = ['Access-Control-Request-Method', 'GET'];
const options = (path: string, ...fields: CaseRequest['fields']): CaseRequest => ({
  method: 'OPTIONS',
  path,
  fields,
});
const PASSED: Expectation = { status: 204, fields: {}, body: { text: '' } };
const WITH_TOKEN: Expectation = { ...PASSED, fields: { 'cache-control': 'private', vary: VARY } };
const exposed = { exposed: EXPOSED };
const both = { exposed: `X-App, ${EXPOSED}`, vary: 'Origin' };

const PREFLIGHT: readonly RequestRow[] = [
  [
    'passes',
    'Fetch: CORS preflight',
    'a preflight carries no credentials and goes on',
    options('/protected', ORIGIN, METHOD),
    PASSED,
  ],
  [
    'with-request-headers',
    'Fetch: CORS preflight',
    'a preflight for a request with a token goes on',
    options('/protected', ORIGIN, METHOD, ['Access-Control-Request-Headers', 'authorization']),
    PASSED,
  ],
  [
    'names-in-other-case',
    'RFC 9110 §5.1',
    'field names may be in any case',
    options('/protected', ['ORIGIN', 'null'], ['access-control-request-method', 'PUT']),
    PASSED,
  ],
  [
    'with-bad-token',
    'Holdfast: adapters',
    'a preflight is not authenticated',
    options('/protected', ORIGIN, METHOD, authorization('Bearer x')),
    PASSED,
  ],
  [
    'guarded',
    'Holdfast: guards',
    'a guard refuses a preflight, which has no caller',
    options('/all-scopes', ORIGIN, METHOD),
    refused('missing_authorization', exposed),
  ],
  [
    'no-origin',
    'Holdfast: adapters',
    'OPTIONS without Origin is no preflight',
    options('/protected', METHOD),
    refused('missing_authorization'),
  ],
  [
    'no-method',
    'Holdfast: adapters',
    'OPTIONS without a requested method is no preflight',
    options('/protected', ORIGIN),
    refused('missing_authorization', exposed),
  ],
  [
    'bare',
    'Holdfast: adapters',
    'a bare OPTIONS is refused like any other',
    options('/protected'),
    refused('missing_authorization'),
  ],
  [
    'bare-with-token',
    'Holdfast: adapters',
    'a bare OPTIONS with a token goes on',
    options('/protected', bearer()),
    WITH_TOKEN,
  ],
  [
    'get',
    'Holdfast: adapters',
    'a GET with the fields of a preflight is none',
    get(ORIGIN, METHOD),
    refused('missing_authorization', exposed),
  ],
  [
    'refused',
    'Holdfast: adapters',
    'preflight: "refuse" refuses it',
    options('/preflight-refused', ORIGIN, METHOD),
    refused('missing_authorization', exposed),
  ],
  [
    'refused-with-token',
    'Holdfast: adapters',
    'preflight: "refuse" takes a good token',
    options('/preflight-refused', ORIGIN, METHOD, bearer()),
    WITH_TOKEN,
  ],
  [
    'refused-with-bad-token',
    'Holdfast: adapters',
    'preflight: "refuse" judges the token',
    options('/preflight-refused', ORIGIN, METHOD, authorization('Bearer x')),
    refused('opaque_token', exposed),
  ],
];

const EXPOSURE: readonly RequestRow[] = [
  [
    'missing',
    'Fetch: CORS-safelisted response headers',
    'a script may read the bare challenge',
    get(ORIGIN),
    refused('missing_authorization', exposed),
  ],
  [
    'malformed',
    'Fetch: CORS-safelisted response headers',
    'a script may read the challenge of a 400',
    get(ORIGIN, authorization('Bearer')),
    refused('malformed_authorization', exposed),
  ],
  [
    'scheme',
    'Fetch: CORS-safelisted response headers',
    'a script may read the challenge to another scheme',
    get(ORIGIN, authorization('Basic eA==')),
    refused('unsupported_scheme', exposed),
  ],
  [
    'expired',
    'Fetch: CORS-safelisted response headers',
    'a script may read the challenge with an error',
    get(ORIGIN, bearer({ claims: { exp: NOW - 60 } })),
    refused('expired', exposed),
  ],
  [
    'null-origin',
    'Fetch: Origin',
    'the origin null counts',
    get(['Origin', 'null']),
    refused('missing_authorization', exposed),
  ],
  [
    'field-in-lower-case',
    'RFC 9110 §5.1',
    'the field name may be in lower case',
    get(['origin', 'https://app.example.com']),
    refused('missing_authorization', exposed),
  ],
  [
    'appended',
    'Holdfast: refusals',
    'what the application exposes stays exposed',
    getFrom('/cors', ORIGIN),
    refused('missing_authorization', both),
  ],
  [
    'appended-expired',
    'Holdfast: refusals',
    'what the application exposes stays, with an error',
    getFrom('/cors', ORIGIN, bearer({ claims: { exp: NOW - 60 } })),
    refused('expired', both),
  ],
  [
    'no-origin',
    'Holdfast: refusals',
    'without Origin nothing is added',
    getFrom('/cors'),
    refused('missing_authorization', { exposed: 'X-App', vary: 'Origin' }),
  ],
];

/** Preflights, and what scripts of other origins may read (Fetch standard, section 3.2). */
export const CORS_CASES: readonly ConformanceCase[] = [
  ...requestCases('preflight', PREFLIGHT),
  ...requestCases('exposure', EXPOSURE),
  {
    id: 'exposure/outage',
    source: 'Holdfast: refusals',
    rule: 'a 503 exposes the same fields',
    steps: [{ step: 'goDown', how: 'refuse' }],
    request: getFrom('/cors', ORIGIN, bearer()),
    expected: refused('metadata_unavailable', both),
  },
];
