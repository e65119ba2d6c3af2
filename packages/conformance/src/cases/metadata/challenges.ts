import type { AuthErrorReason } from '@holdfast/auth-core';
import type { CaseRequest, ConformanceCase } from '../../case.ts';
import type { RefusalVariation } from '../../expect.ts';
import {
  authorization,
  bearer,
  dpop,
  EXPOSED,
  get,
  getFrom,
  ORIGIN,
  proof,
  refused,
  VARY,
} from '../../expect.ts';
import { AUDIENCE, NOW } from '../../setting/names.ts';
import type { ProfileName } from '../../setting/profiles.ts';
import { requestCases } from '../rows.ts';
import { WELL_KNOWN } from './document.ts';

const resourceMetadata = `${AUDIENCE}${WELL_KNOWN}`;
const BAD = proof({ signer: 'other' });
const behind = { vary: VARY };
const required = { mode: 'required', algs: 'ES256 Ed25519' } as const;
const disabled = { mode: 'disabled' } as const;

type Row = readonly [
  id: string,
  rule: string,
  request: CaseRequest,
  reason: AuthErrorReason,
  variation?: RefusalVariation,
  profile?: ProfileName,
];

const ROWS: readonly Row[] = [
  ['none', 'no credentials', get(), 'missing_authorization'],
  ['basic', 'another scheme', get(authorization('Basic eA==')), 'unsupported_scheme'],
  ['malformed', 'malformed credentials', get(authorization('Bearer')), 'malformed_authorization'],
  ['repeated', 'repeated credentials', get(bearer(), bearer()), 'repeated_authorization'],
  ['opaque', 'a token that is no JWT', get(authorization('Bearer x')), 'opaque_token'],
  ['expired', 'a token that has expired', get(bearer({ claims: { exp: NOW - 60 } })), 'expired'],
  ['audience', 'a token for others', get(bearer({ claims: { aud: 'a' } })), 'audience_mismatch'],
  ['bound', 'a bound token sent as Bearer', get(bearer({ boundTo: 'client' })), 'bound_token'],
  ['unexpected-proof', 'a proof beside Bearer', get(bearer(), proof()), 'unexpected_proof'],
  ['missing-proof', 'DPoP without a proof', get(dpop()), 'missing_proof'],
  ['bad-proof', 'a bad proof', get(dpop(), BAD), 'proof_bad_signature'],
  [
    'scope',
    'a token without the scope',
    getFrom('/all-scopes', bearer()),
    'insufficient_scope',
    { ...behind, scope: 'read:things write:things' },
  ],
  [
    'scope-dpop',
    'a bound token without the scope',
    getFrom('/all-scopes', dpop(), proof()),
    'insufficient_scope',
    { ...behind, scheme: 'DPoP', scope: 'read:things write:things' },
  ],
  [
    'step-up',
    'a sign-in that is too old',
    getFrom('/recent', bearer()),
    'authentication_age',
    { ...behind, maxAge: 300 },
  ],
  [
    'denied',
    'without a challenge it stands nowhere',
    getFrom('/claim', bearer()),
    'claim_mismatch',
    behind,
  ],
  [
    'origin',
    'a request of a page elsewhere',
    get(ORIGIN),
    'missing_authorization',
    { exposed: EXPOSED },
  ],
  ['host', 'a forged host', { ...get(), host: 'evil.example' }, 'missing_authorization'],
  [
    'host-userinfo',
    'a host that is none',
    { ...get(), host: 'api.example.com@evil.example' },
    'missing_authorization',
  ],
  [
    'forwarded',
    'forged fields of a proxy',
    get(
      ['X-Forwarded-Host', 'evil.example'],
      ['X-Forwarded-Proto', 'http'],
      ['Forwarded', 'host=evil.example'],
    ),
    'missing_authorization',
  ],
  [
    'required',
    'where DPoP is required',
    get(),
    'missing_authorization',
    required,
    'metadata-dpop-required',
  ],
  [
    'required-bearer',
    'Bearer where DPoP is required',
    get(bearer()),
    'unsupported_scheme',
    required,
    'metadata-dpop-required',
  ],
  [
    'required-malformed',
    'malformed credentials where DPoP is required',
    get(authorization('DPoP')),
    'malformed_authorization',
    required,
    'metadata-dpop-required',
  ],
  [
    'disabled',
    'where DPoP is disabled',
    get(),
    'missing_authorization',
    disabled,
    'metadata-dpop-disabled',
  ],
  [
    'disabled-dpop',
    'DPoP where it is disabled',
    get(dpop(), proof()),
    'unsupported_scheme',
    disabled,
    'metadata-dpop-disabled',
  ],
];

/** The URL of the document is on each challenge, and never in an answer without one (RFC 9728 section 5.1). */
export const METADATA_CHALLENGES_CASES: readonly ConformanceCase[] = [
  ...requestCases(
    'metadatachallenge',
    ROWS.map(([id, rule, request, reason, variation, profile = 'metadata']) => [
      id,
      'RFC 9728 §5.1',
      `each challenge says where the metadata are: ${rule}`,
      request,
      refused(reason, { ...variation, resourceMetadata }),
      profile,
    ]),
  ),
  {
    id: 'metadatachallenge/outage',
    source: 'RFC 9728 §5.1; RFC 9110 §15.6.4',
    rule: 'a 503 has no challenge and does not name them',
    profile: 'metadata',
    steps: [{ step: 'goDown', how: 'refuse' }],
    request: get(bearer()),
    expected: refused('metadata_unavailable'),
  },
];
