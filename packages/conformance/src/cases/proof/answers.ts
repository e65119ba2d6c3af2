import type { ConformanceCase } from '../../case.ts';
import {
  ANONYMOUS,
  accepted,
  bearer,
  byOnError,
  dpop,
  get,
  getFrom,
  ORIGIN,
  proof,
  proven,
  refused,
  VARY,
} from '../../expect.ts';
import type { RequestRow } from '../rows.ts';
import { requestCases } from '../rows.ts';

const BAD = proof({ signer: 'other' });

const OPTIONAL: readonly RequestRow[] = [
  [
    'good',
    'Holdfast: adapters',
    'a good proof is shown',
    getFrom('/optional', dpop(), proof()),
    proven(),
  ],
  [
    'bad',
    'Holdfast: adapters',
    'a bad proof is refused',
    getFrom('/optional', dpop(), BAD),
    refused('proof_bad_signature'),
  ],
  [
    'no-proof',
    'Holdfast: adapters',
    'a bound token without a proof is refused',
    getFrom('/optional', dpop()),
    refused('missing_proof'),
  ],
  [
    'bound-bearer',
    'Holdfast: adapters',
    'a bound token as Bearer is refused',
    getFrom('/optional', bearer({ boundTo: 'client' })),
    refused('bound_token'),
  ],
  [
    'unexpected',
    'Holdfast: adapters',
    'a proof beside a Bearer token is refused',
    getFrom('/optional', bearer(), proof()),
    refused('unexpected_proof'),
  ],
  [
    'proof-alone',
    'Holdfast: adapters',
    'a proof alone is no credential',
    getFrom('/optional', proof()),
    ANONYMOUS,
  ],
];

const ACCEPTED: readonly RequestRow[] = [
  [
    'claims',
    'Holdfast: AuthInfo',
    'everything else is as with Bearer',
    get(dpop({ claims: { azp: 'b', client_id: undefined, permissions: ['p'] } }), proof()),
    proven({ clientId: 'b', permissions: ['p'] }),
  ],
  [
    'schema',
    'Standard Schema 1',
    'the schema sees a bound token too',
    get(dpop({ claims: { tenant: 'a' } }), proof()),
    proven(),
    'schema',
  ],
  [
    'no-token-cache',
    'Holdfast: options',
    'without remembered tokens proofs are held against the token all the same',
    get(dpop(), proof()),
    proven(),
    'no-token-cache',
  ],
  [
    'no-token-cache-ath',
    'Holdfast: options',
    'without remembered tokens the hash is compared',
    get(dpop(), proof({ claims: { ath: 'a' } })),
    refused('ath_mismatch'),
    'no-token-cache',
  ],
  [
    'origin',
    'Holdfast: refusals',
    'an Origin changes nothing',
    get(dpop(), proof(), ORIGIN),
    proven(),
  ],
  [
    'vary',
    'RFC 9110 §12.5.5',
    'what the application varies on is kept',
    getFrom('/cors', dpop(), proof()),
    {
      ...proven(),
      fields: {
        ...proven().fields,
        'access-control-expose-headers': 'X-App',
        vary: `Origin, ${VARY}`,
      },
    },
  ],
  [
    'disabled',
    'RFC 9449 §7.2',
    'where DPoP is disabled a bad proof is not looked at',
    get(bearer(), ['DPoP', 'x'], ['DPoP', 'y']),
    accepted(),
    'dpop-disabled',
  ],
  [
    'on-error',
    'Holdfast: adapters',
    'onError sees the reason',
    getFrom('/on-error', dpop(), BAD),
    byOnError('proof_bad_signature'),
  ],
  [
    'on-error-accepted',
    'Holdfast: adapters',
    'onError stays out of accepted requests',
    getFrom('/on-error', dpop(), proof()),
    proven(),
  ],
];

/** The answer as a whole, with DPoP. */
export const ANSWERS_CASES: readonly ConformanceCase[] = [
  ...requestCases('proofoptional', OPTIONAL),
  ...requestCases('proofaccepted', ACCEPTED),
];
