import type { AuthErrorReason } from '@holdfast/auth-core';
import type { ConformanceCase, Step } from '../../case.ts';
import { accepted, refused } from '../../expect.ts';
import { ISSUER } from '../../setting/names.ts';
import type { StepRow } from './steps.ts';
import { serveKeys, stepCases } from './steps.ts';

const metadata = (body: string, status = 200, fields?: Record<string, string>): Step => ({
  step: 'serve',
  document: 'openid-configuration',
  status,
  body,
  fields,
});
const document = (members: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ issuer: ISSUER, jwks_uri: '{jwksUri}', ...members });

const UNUSABLE: ReadonlyArray<readonly [string, string, string, Step, AuthErrorReason]> = [
  [
    'other-issuer',
    'RFC 8414 §3.3',
    'metadata of another issuer',
    metadata(document({ issuer: 'https://evil.example/' })),
    'metadata_issuer_mismatch',
  ],
  [
    'slash',
    'RFC 8414 §3.3',
    'metadata that differ in the slash alone',
    metadata(document({ issuer: ISSUER.slice(0, -1) })),
    'metadata_issuer_mismatch',
  ],
  [
    'no-issuer',
    'RFC 8414 §2',
    'metadata without an issuer',
    metadata(document({ issuer: undefined })),
    'metadata_issuer_mismatch',
  ],
  [
    'no-jwks-uri',
    'RFC 8414 §2',
    'metadata without jwks_uri',
    metadata(document({ jwks_uri: undefined })),
    'metadata_invalid',
  ],
  [
    'http',
    'pyjwt#1169',
    'keys over http',
    metadata(document({ jwks_uri: 'http://issuer.example/jwks' })),
    'metadata_invalid',
  ],
  [
    'file',
    'pyjwt#1169',
    'keys in a file',
    metadata(document({ jwks_uri: 'file:///etc/passwd' })),
    'metadata_invalid',
  ],
  [
    'relative',
    'RFC 8414 §2',
    'keys at a relative address',
    metadata(document({ jwks_uri: '/jwks' })),
    'metadata_invalid',
  ],
  [
    'keys-500',
    'Holdfast: refusals',
    'metadata but no keys',
    serveKeys('', 500),
    'keys_unavailable',
  ],
  ['keys-no-json', 'RFC 7517 §5', 'keys that are no JSON', serveKeys('<html>'), 'keys_invalid'],
  ['keys-list', 'RFC 7517 §5', 'keys that are a bare list', serveKeys('[]'), 'keys_invalid'],
  [
    'keys-no-member',
    'RFC 7517 §5',
    'keys without the member keys',
    serveKeys('{}'),
    'keys_invalid',
  ],
  ['keys-null', 'RFC 7517 §5', 'keys that are null', serveKeys('null'), 'keys_invalid'],
  ['keys-not-listed', 'RFC 7517 §5', 'keys in an object', serveKeys('{"keys":{}}'), 'keys_invalid'],
];

const OTHER: readonly StepRow[] = [
  [
    'no-json',
    'RFC 8414 §3.2',
    'metadata that are no JSON at either address',
    [
      metadata('<html>'),
      { step: 'serve', document: 'oauth-authorization-server', status: 200, body: '<html>' },
    ],
    {},
    refused('metadata_invalid'),
  ],
  [
    'fallback',
    'RFC 8414 §3.1',
    'without OpenID Connect metadata those of RFC 8414 count',
    [metadata('', 404)],
    {},
    accepted(),
  ],
  [
    'redirect',
    'Holdfast: the access token; nodedb#61',
    'a redirect is not followed',
    [
      metadata('', 302, { location: 'https://third.example/.well-known/openid-configuration' }),
      { step: 'serve', document: 'oauth-authorization-server', status: 404, body: '' },
    ],
    {},
    refused('metadata_unavailable', { fetched: { elsewhere: 0 } }),
  ],
];

/** Documents of the authorization server, most of which cannot be used (RFC 8414, RFC 7517). */
export const DOCUMENTS_CASES: readonly ConformanceCase[] = [
  ...stepCases(
    'documents',
    UNUSABLE.map(([id, source, rule, step, reason]) => [
      id,
      source,
      rule,
      [step],
      {},
      refused(reason),
    ]),
  ),
  ...stepCases('documents', OTHER),
];
