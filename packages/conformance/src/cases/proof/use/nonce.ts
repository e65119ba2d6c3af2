import type { ConformanceCase } from '../../../case.ts';
import {
  accepted,
  bearer,
  dpop,
  EXPOSED,
  get,
  getFrom,
  ORIGIN,
  proof,
  refused,
} from '../../../expect.ts';
import type { ProofRecipe } from '../../../setting/proofs.ts';
import type { SteppedRow } from '../proof-rows.ts';
import { after, earlier, LASTED, LASTING, provenGet } from '../proof-rows.ts';
import {
  answered,
  asked,
  CONTRACT,
  FRESH,
  latest,
  NONCE,
  nonceCases,
  refreshed,
} from './nonce-rows.ts';

const literal = (nonce: unknown): ProofRecipe => ({ claims: { nonce } });
const from = (path: string, recipe: ProofRecipe = latest): ConformanceCase['request'] =>
  getFrom(path, dpop(LASTING), proof(recipe), ORIGIN);

const DEMANDS: readonly SteppedRow[] = [
  [
    'missing',
    NONCE,
    'a proof without a nonce is asked for one',
    [],
    provenGet(),
    refused('missing_nonce'),
  ],
  [
    'missing-again',
    CONTRACT,
    'the nonce is the same within its time',
    [asked],
    provenGet(),
    refused('missing_nonce', { nonce: 'same' }),
  ],
  [
    'unknown',
    NONCE,
    'a nonce that nobody made',
    [],
    provenGet(literal('a')),
    refused('unknown_nonce'),
  ],
  [
    'empty',
    NONCE,
    'an empty nonce is none of ours',
    [],
    provenGet(literal('')),
    refused('unknown_nonce'),
  ],
  ['good', FRESH, 'the nonce that was handed out is good', [asked], provenGet(latest), LASTED],
  [
    'again',
    FRESH,
    'a nonce is good for several proofs',
    [asked, answered],
    provenGet(latest),
    LASTED,
  ],
  [
    'refused-proof',
    CONTRACT,
    'a proof that was asked for a nonce is not used up',
    [asked, earlier(provenGet({ claims: { jti: 'a' } }), 401)],
    provenGet({ ...latest, claims: { jti: 'a' } }),
    LASTED,
  ],
  [
    'replayed',
    'RFC 9449 §11.1',
    'a nonce does not make a proof good twice',
    [asked, earlier(provenGet({ ...latest, name: 'p' }), 200)],
    provenGet({ name: 'p' }),
    refused('replayed'),
  ],
  [
    'bad-signature',
    NONCE,
    'a bad proof with a good nonce is a bad proof',
    [asked],
    provenGet({ ...latest, signer: 'other' }),
    refused('proof_bad_signature'),
  ],
  ['bearer', CONTRACT, 'Bearer needs no nonce', [], get(bearer()), accepted()],
  [
    'no-credentials',
    CONTRACT,
    'a request without credentials is not asked for a nonce',
    [],
    get(),
    refused('missing_authorization'),
  ],
  [
    'optional',
    'Holdfast: adapters',
    'required: false does not pass over a missing nonce',
    [],
    getFrom('/optional', dpop(), proof()),
    refused('missing_nonce'),
  ],
  [
    'head',
    'RFC 9110 §9.3.2',
    'a HEAD is asked for a nonce too',
    [],
    { ...provenGet(), method: 'HEAD' },
    refused('missing_nonce', { head: true }),
  ],
];

const METADATA = 'https://api.example.com/.well-known/oauth-protected-resource';

const ANSWERS: readonly SteppedRow[] = [
  [
    'origin',
    'Fetch: CORS-safelisted response headers',
    'a script may read the nonce of a refusal',
    [],
    from('/protected', {}),
    refused('missing_nonce', { exposed: EXPOSED }),
  ],
  [
    'origin-appended',
    'Holdfast: refusals',
    'what the application exposes stays exposed',
    [],
    from('/cors', {}),
    refused('missing_nonce', { exposed: `X-App, ${EXPOSED}`, vary: 'Origin' }),
  ],
  [
    'origin-refreshed',
    'Fetch: CORS-safelisted response headers',
    'a script may read the nonce of a success',
    [asked, after(300)],
    from('/protected'),
    refreshed({ 'access-control-expose-headers': EXPOSED }),
  ],
  [
    'origin-refreshed-appended',
    'Holdfast: refusals',
    'a success adds to what the application exposes',
    [asked, after(300)],
    from('/cors'),
    refreshed({
      'access-control-expose-headers': `X-App, ${EXPOSED}`,
      vary: 'Origin, Authorization, DPoP',
    }),
  ],
  [
    'no-origin-refreshed',
    'Holdfast: refusals',
    'without Origin nothing is exposed',
    [asked, after(300)],
    provenGet(latest),
    refreshed({ 'access-control-expose-headers': null }),
  ],
  [
    'origin-not-refreshed',
    'Holdfast: refusals',
    'a success without a nonce exposes nothing',
    [asked],
    from('/protected'),
    { ...LASTED, fields: { ...LASTED.fields, 'access-control-expose-headers': null } },
  ],
  [
    'required',
    NONCE,
    'where DPoP is required the challenge is the same',
    [],
    provenGet(),
    refused('missing_nonce', { mode: 'required' }),
    'dpop-required-nonce',
  ],
  [
    'metadata',
    'RFC 9728 §5.1',
    'the challenge alone says where the metadata is, and has no realm',
    [],
    provenGet(),
    refused('missing_nonce', { realm: 'things', resourceMetadata: METADATA }),
    'dpop-nonce-metadata',
  ],
  [
    'short',
    CONTRACT,
    'maxAge: 10 makes the next nonce after 10 seconds',
    [asked, after(10)],
    provenGet(latest),
    refreshed(),
    'dpop-nonce-metadata',
  ],
  [
    'short-stale',
    CONTRACT,
    'maxAge: 10 makes a nonce too old after 20 seconds',
    [asked, after(20)],
    provenGet(latest),
    refused('unknown_nonce', { realm: 'things', resourceMetadata: METADATA }),
    'dpop-nonce-metadata',
  ],
];

/** How the server asks for its nonces (RFC 9449 sections 8 and 9). */
export const NONCE_CASES: readonly ConformanceCase[] = [
  ...nonceCases('nonce', DEMANDS),
  ...nonceCases('nonceanswer', ANSWERS),
];
