import type { ConformanceCase } from '../../case.ts';
import {
  authorization,
  bearer,
  dpop,
  EXPOSED,
  get,
  getFrom,
  ORIGIN,
  proof,
  proven,
  refused,
  refusedByGuard,
} from '../../expect.ts';
import { PROOF_ALGORITHMS } from '../../setting/dpop-profiles.ts';
import type { RequestRow } from '../rows.ts';
import { requestCases } from '../rows.ts';

const METADATA = 'https://api.example.com/.well-known/oauth-protected-resource';
const ALL = 'read:things write:things';
const BAD = proof({ signer: 'other' });
const required = { mode: 'required' } as const;
const algs = PROOF_ALGORITHMS.join(' ');

const CHALLENGES: readonly RequestRow[] = [
  [
    'required',
    'RFC 9449 §7.1',
    'where DPoP is required its challenge stands alone',
    get(),
    refused('missing_authorization', required),
    'dpop-required',
  ],
  [
    'required-basic',
    'RFC 9110 §11.6.1',
    'Basic where DPoP is required',
    get(authorization('Basic eA==')),
    refused('unsupported_scheme', required),
    'dpop-required',
  ],
  [
    'required-malformed',
    'RFC 6750 §3.1',
    'an error without a scheme goes on the only challenge',
    get(['Authorization', '']),
    refused('malformed_authorization', required),
    'dpop-required',
  ],
  [
    'required-bound-bearer',
    'Holdfast: refusals',
    'Bearer is not offered, bound or not',
    get(bearer({ boundTo: 'client' })),
    refused('unsupported_scheme', required),
    'dpop-required',
  ],
  [
    'algs',
    'RFC 9449 §7.1',
    'algs names the algorithms of the options',
    get(),
    refused('missing_authorization', { algs }),
    'dpop-algorithms',
  ],
  [
    'algs-with-error',
    'RFC 9449 §7.1',
    'algs stands behind the error',
    get(dpop(), BAD),
    refused('proof_bad_signature', { algs }),
    'dpop-algorithms',
  ],
  [
    'algs-one',
    'RFC 9449 §7.1',
    'algs names the one algorithm',
    get(),
    refused('missing_authorization', { algs: 'Ed25519' }),
    'dpop-one-algorithm',
  ],
  [
    'metadata',
    'RFC 9728 §5.1',
    'the metadata go before the error',
    get(dpop(), BAD),
    refused('proof_bad_signature', { resourceMetadata: METADATA }),
    'resource-metadata',
  ],
  [
    'metadata-missing-proof',
    'RFC 9728 §5.1',
    'a 400 says where the metadata is',
    get(dpop()),
    refused('missing_proof', { resourceMetadata: METADATA }),
    'resource-metadata',
  ],
  [
    'realm',
    'Holdfast: refusals',
    'the DPoP challenge has no realm',
    get(dpop(), BAD),
    refused('proof_bad_signature', { realm: 'things' }),
    'realm',
  ],
  [
    'origin',
    'Fetch: CORS-safelisted response headers',
    'a script may read why a proof was refused',
    get(dpop(), BAD, ORIGIN),
    refused('proof_bad_signature', { exposed: EXPOSED }),
  ],
  [
    'origin-appended',
    'Holdfast: refusals',
    'what the application exposes stays exposed',
    getFrom('/cors', dpop(), BAD, ORIGIN),
    refused('proof_bad_signature', { exposed: `X-App, ${EXPOSED}`, vary: 'Origin' }),
  ],
  [
    'head',
    'RFC 9110 §9.3.2',
    'a HEAD is refused without a body',
    { ...get(dpop(), BAD), method: 'HEAD' },
    refused('proof_bad_signature', { head: true }),
  ],
];

const GUARDED: readonly RequestRow[] = [
  [
    'scopes',
    'RFC 6750 §3.1; RFC 9449 §7.1',
    'the scope is asked for on the DPoP challenge',
    getFrom('/all-scopes', dpop(), proof()),
    refusedByGuard('insufficient_scope', { scheme: 'DPoP', scope: ALL }),
  ],
  [
    'any',
    'RFC 6750 §3.1',
    'one of the scopes is enough',
    getFrom('/any-scope', dpop(), proof()),
    proven(),
  ],
  [
    'all',
    'RFC 6750 §3.1',
    'all of the scopes are there',
    getFrom('/all-scopes', dpop({ claims: { scope: ALL } }), proof()),
    proven({ scopes: ALL.split(' ') }),
  ],
  [
    'required',
    'RFC 9449 §7.1',
    'the challenge of a guard where DPoP is required',
    getFrom('/all-scopes', dpop(), proof()),
    refusedByGuard('insufficient_scope', { ...required, scope: ALL }),
    'dpop-required',
  ],
  [
    'disabled',
    'RFC 9449 §7.2',
    'the challenge of a guard where DPoP is disabled',
    getFrom('/all-scopes', bearer({ boundTo: 'client' }), proof()),
    refusedByGuard('insufficient_scope', { mode: 'disabled', scope: ALL }),
    'dpop-disabled',
  ],
  [
    'metadata',
    'RFC 9728 §5.1',
    'the metadata go before the scope',
    getFrom('/all-scopes', dpop(), proof()),
    refusedByGuard('insufficient_scope', {
      scheme: 'DPoP',
      scope: ALL,
      resourceMetadata: METADATA,
    }),
    'resource-metadata',
  ],
  [
    'bad-proof',
    'RFC 9449 §7.1',
    'a bad proof goes before the guard',
    getFrom('/all-scopes', dpop(), BAD),
    refused('proof_bad_signature'),
  ],
];

/** The challenges of each mode, and those of guards (RFC 9449 section 7.1). */
export const CHALLENGES_CASES: readonly ConformanceCase[] = [
  ...requestCases('proofchallenge', CHALLENGES),
  ...requestCases('proofguard', GUARDED),
];
