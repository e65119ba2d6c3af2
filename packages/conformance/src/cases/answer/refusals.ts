import type { ConformanceCase } from '../../case.ts';
import {
  accepted,
  authorization,
  bearer,
  byOnError,
  get,
  getFrom,
  ORIGIN,
  refused,
  refusedByGuard,
  VARY,
} from '../../expect.ts';
import { NOW } from '../../setting/names.ts';
import type { RequestRow } from '../rows.ts';
import { requestCases } from '../rows.ts';

const METADATA = 'https://api.example.com/.well-known/oauth-protected-resource';

const ANSWERS: readonly RequestRow[] = [
  [
    'realm',
    'RFC 9110 §11.5',
    'the realm of the options',
    get(),
    refused('missing_authorization', { realm: 'things' }),
    'realm',
  ],
  [
    'realm-with-error',
    'RFC 6750 §3',
    'the realm goes before the error',
    get(authorization('Bearer x')),
    refused('opaque_token', { realm: 'things' }),
    'realm',
  ],
  [
    'metadata',
    'RFC 9728 §5.1',
    'the challenge says where the metadata is',
    get(),
    refused('missing_authorization', { resourceMetadata: METADATA }),
    'resource-metadata',
  ],
  [
    'metadata-with-error',
    'RFC 9728 §5.1',
    'the metadata go before the error',
    get(bearer({ claims: { exp: NOW - 60 } })),
    refused('expired', { resourceMetadata: METADATA }),
    'resource-metadata',
  ],
  [
    'metadata-malformed',
    'RFC 9728 §5.1',
    'a 400 says where the metadata is',
    get(authorization('Bearer')),
    refused('malformed_authorization', { resourceMetadata: METADATA }),
    'resource-metadata',
  ],
  [
    'metadata-with-scope',
    'RFC 9728 §5.1',
    'the metadata go before the scope',
    getFrom('/all-scopes', bearer()),
    refusedByGuard('insufficient_scope', {
      resourceMetadata: METADATA,
      scope: 'read:things write:things',
    }),
    'resource-metadata',
  ],
  [
    'head',
    'RFC 9110 §9.3.2',
    'a HEAD is refused without a body',
    { ...get(), method: 'HEAD' },
    refused('missing_authorization', { head: true }),
  ],
  [
    'head-accepted',
    'RFC 9110 §9.3.2',
    'a HEAD is accepted without a body',
    { ...get(bearer()), method: 'HEAD' },
    { ...accepted(), body: { text: '' } },
  ],
  [
    'post',
    'RFC 6750 §3',
    'a POST is refused like a GET',
    { ...get(), method: 'POST' },
    refused('missing_authorization'),
  ],
  [
    'host-forged',
    'CVE-2025-66414',
    'nothing of the Host field is in the answer',
    get(['X-Forwarded-Host', 'evil.example'], ['X-Forwarded-Proto', 'gopher']),
    refused('missing_authorization', { resourceMetadata: METADATA }),
    'resource-metadata',
  ],
  [
    'on-error',
    'Holdfast: adapters',
    'onError takes over',
    getFrom('/on-error'),
    byOnError('missing_authorization'),
  ],
  [
    'on-error-token',
    'Holdfast: adapters',
    'onError sees the reason',
    getFrom('/on-error', bearer({ claims: { exp: NOW - 60 } })),
    byOnError('expired'),
  ],
  [
    'on-error-accepted',
    'Holdfast: adapters',
    'onError stays out of accepted requests',
    getFrom('/on-error', bearer()),
    accepted(),
  ],
  [
    'own-caching',
    'CVE-2026-44457, CVE-2025-48947',
    'what the handler says of caching counts',
    getFrom('/own-caching', bearer()),
    {
      ...accepted(),
      fields: { ...accepted().fields, 'cache-control': 'private, max-age=60', vary: 'Accept' },
    },
  ],
  [
    'own-caching-refused',
    'RFC 9111 §5.2.2.5',
    'a refusal is not stored whatever the handler says',
    getFrom('/own-caching'),
    refused('missing_authorization'),
  ],
  [
    'vary-of-the-app',
    'RFC 9110 §12.5.5',
    'what the application varies on is kept',
    getFrom('/cors', bearer()),
    {
      ...accepted(),
      fields: {
        ...accepted().fields,
        'access-control-expose-headers': 'X-App',
        vary: `Origin, ${VARY}`,
      },
    },
  ],
  [
    'origin-accepted',
    'Holdfast: refusals',
    'an Origin changes nothing about an accepted request',
    get(bearer(), ORIGIN),
    accepted(),
  ],
];

/** The answer as a whole (RFC 6750 section 3). */
export const REFUSALS_CASES: readonly ConformanceCase[] = [...requestCases('answers', ANSWERS)];
