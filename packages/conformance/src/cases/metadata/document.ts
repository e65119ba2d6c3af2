import type { CaseRequest, ConformanceCase, Expectation } from '../../case.ts';
import { authorization, bearer, dpop, getFrom, ORIGIN, proof } from '../../expect.ts';
import { AUDIENCE, ISSUER, SECOND_ISSUER } from '../../setting/names.ts';
import type { RequestRow } from '../rows.ts';
import { requestCases } from '../rows.ts';

/** Where the document of a resource without a path is (RFC 9728 section 3.1). */
export const WELL_KNOWN = '/.well-known/oauth-protected-resource';

/** Says of the target's document what does not depend on its resource. */
export const FACTS: Readonly<Record<string, unknown>> = {
  bearer_methods_supported: ['header'],
  dpop_signing_alg_values_supported: ['ES256'],
  dpop_bound_access_tokens_required: false,
};

/** The exact answer with a document. */
export function served(members: Readonly<Record<string, unknown>>): Expectation {
  return {
    status: 200,
    fields: {
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=3600',
      'content-type': 'application/json',
    },
    body: { text: JSON.stringify({ authorization_servers: [ISSUER], ...members }) },
  };
}

const DOCUMENT = served({ resource: AUDIENCE, ...FACTS });
const PREFLIGHT: Expectation = {
  status: 204,
  fields: {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, HEAD, OPTIONS',
    'access-control-allow-headers': '*',
    'access-control-max-age': '3600',
  },
  body: { text: '' },
};
const NOT_ALLOWED: Expectation = {
  status: 405,
  fields: { 'access-control-allow-origin': '*', allow: 'GET, HEAD, OPTIONS' },
  body: { text: '' },
};

const asked = (...fields: CaseRequest['fields']): CaseRequest => getFrom(WELL_KNOWN, ...fields);
const by = (method: string, ...fields: CaseRequest['fields']): CaseRequest => ({
  ...asked(...fields),
  method,
});
const WHERE = 'RFC 9728 §3.1';
const CORS = 'Fetch: CORS protocol; RFC 9728 §3.1';

const METHODS: ReadonlyArray<
  readonly [id: string, source: string, rule: string, request: CaseRequest, expected: Expectation]
> = [
  ['get', 'RFC 9728 §3.2', 'the document is served without a token', asked(), DOCUMENT],
  ['head', WHERE, 'a HEAD has no body', by('HEAD'), { ...DOCUMENT, body: { text: '' } }],
  ['options', CORS, 'a bare OPTIONS is answered', by('OPTIONS'), PREFLIGHT],
  [
    'preflight',
    CORS,
    'a preflight is answered',
    by(
      'OPTIONS',
      ORIGIN,
      ['Access-Control-Request-Method', 'GET'],
      ['Access-Control-Request-Headers', 'mcp-protocol-version'],
    ),
    PREFLIGHT,
  ],
  ['post', 'RFC 9110 §15.5.6', 'a POST is not allowed', by('POST'), NOT_ALLOWED],
  ['put', 'RFC 9110 §15.5.6', 'a PUT is not allowed', by('PUT'), NOT_ALLOWED],
  ['delete', 'RFC 9110 §15.5.6', 'a DELETE is not allowed', by('DELETE'), NOT_ALLOWED],
  [
    'post-with-token',
    'RFC 9110 §15.5.6',
    'a token does not make a POST allowed',
    by('POST', bearer()),
    NOT_ALLOWED,
  ],
  ['origin', CORS, 'any page may read it', asked(ORIGIN), DOCUMENT],
  ['good-token', WHERE, 'a token makes no difference', asked(bearer()), DOCUMENT],
  ['bad-token', WHERE, 'a bad token is not looked at', asked(authorization('Bearer x')), DOCUMENT],
  ['two-tokens', WHERE, 'repeated tokens are not looked at', asked(bearer(), bearer()), DOCUMENT],
  [
    'bad-proof',
    WHERE,
    'a bad proof is not looked at',
    asked(dpop(), proof({ signer: 'other' })),
    DOCUMENT,
  ],
  [
    'conditional',
    WHERE,
    'what a client has cached is sent again',
    asked(['If-None-Match', '*'], ['If-Modified-Since', 'Tue, 01 Jan 2030 00:00:00 GMT']),
    DOCUMENT,
  ],
  ['accept', WHERE, 'there is one representation', asked(['Accept', 'text/html']), DOCUMENT],
  [
    'forged-host',
    'CVE-2025-66414',
    'nothing of the Host field is in the document',
    { ...asked(), host: 'evil.example' },
    DOCUMENT,
  ],
  [
    'forwarded',
    'CVE-2025-66414',
    'nothing of forwarded fields is in the document',
    asked(
      ['X-Forwarded-Host', 'evil.example, other.example'],
      ['X-Forwarded-Proto', 'http'],
      ['X-Forwarded-Prefix', '/v9'],
      ['Forwarded', 'host=evil.example;proto=http'],
    ),
    DOCUMENT,
  ],
  [
    'absolute-target',
    'RFC 9112 §3.2.2',
    'of an absolute request target the path counts',
    getFrom(`http://evil.example${WELL_KNOWN}`),
    DOCUMENT,
  ],
  ['query', WHERE, 'a query does not count', getFrom(`${WELL_KNOWN}?a=b`), DOCUMENT],
  ['empty-query', WHERE, 'an empty query does not count', getFrom(`${WELL_KNOWN}?`), DOCUMENT],
];

const CONTENT: readonly RequestRow[] = [
  [
    'members',
    'RFC 9728 §2',
    'the members of the options, in the spelling of the RFC',
    asked(),
    served({
      resource: AUDIENCE,
      scopes_supported: ['read:things', 'write:things'],
      resource_name: 'Things & "more" — größer',
      resource_documentation: 'https://docs.example.com/',
      'x-tier': { level: 1 },
      ...FACTS,
    }),
    'metadata-members',
  ],
  [
    'dpop-required',
    'RFC 9728 §2',
    'the document says that DPoP is required, and with which algorithms',
    asked(),
    served({
      resource: AUDIENCE,
      ...FACTS,
      dpop_signing_alg_values_supported: ['ES256', 'Ed25519'],
      dpop_bound_access_tokens_required: true,
    }),
    'metadata-dpop-required',
  ],
  [
    'dpop-disabled',
    'RFC 9728 §2',
    'where DPoP is disabled the document does not speak of it',
    asked(),
    served({ resource: AUDIENCE, bearer_methods_supported: ['header'] }),
    'metadata-dpop-disabled',
  ],
  [
    'two-issuers',
    'RFC 9728 §2',
    'all issuers, as they are written in the options',
    asked(),
    served({
      authorization_servers: [ISSUER, SECOND_ISSUER],
      resource: AUDIENCE,
      ...FACTS,
    }),
    'metadata-two-issuers',
  ],
  [
    'resolver',
    'RFC 9728 §2',
    'issuers that only a function knows are not named',
    asked(),
    served({ authorization_servers: undefined, resource: AUDIENCE, ...FACTS }),
    'metadata-resolver',
  ],
];

/** The protected resource metadata: who gets it, and what it says. */
export const METADATA_DOCUMENT_CASES: readonly ConformanceCase[] = [
  ...requestCases(
    'metadata',
    METHODS.map((row) => [...row, 'metadata'] as const),
  ),
  ...requestCases('metadatacontent', CONTENT),
  {
    id: 'metadata/outage',
    source: WHERE,
    rule: 'it is served while the issuer is down, and asks nobody',
    profile: 'metadata',
    steps: [{ step: 'goDown', how: 'refuse' }],
    request: asked(),
    expected: { ...DOCUMENT, fetched: { keys: 0, elsewhere: 0 } },
  },
];
