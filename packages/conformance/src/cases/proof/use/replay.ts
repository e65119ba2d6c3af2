import type { ConformanceCase, Step } from '../../../case.ts';
import { dpop, EXPOSED, get, getFrom, ORIGIN, proof, proven, refused } from '../../../expect.ts';
import { NOW } from '../../../setting/names.ts';
import type { ProofRecipe } from '../../../setting/proofs.ts';
import type { SteppedRow } from '../proof-rows.ts';
import { after, earlier, LASTED, LASTING, provenGet, steppedCases } from '../proof-rows.ts';

const USE = 'RFC 9449 §11.1';
const same: ProofRecipe = { name: 'proof' };
const once = earlier(provenGet(same), 200);
const replayed = refused('replayed');
const jti = (value: string): ProofRecipe => ({ claims: { jti: value } });
const dated = (iat: number): ProofRecipe => ({ ...same, claims: { iat } });
const at = (path: string, recipe: ProofRecipe = same): ConformanceCase['request'] =>
  getFrom(path, dpop(LASTING), proof(recipe));

const REPLAYS: readonly SteppedRow[] = [
  ['second', USE, 'the second use is refused', [once], provenGet(same), replayed],
  [
    'third',
    USE,
    'the third use is refused',
    [once, earlier(provenGet(same), 401)],
    provenGet(same),
    replayed,
  ],
  [
    'last-moment',
    USE,
    'a proof is remembered as long as it is good',
    [once, after(300)],
    provenGet(same),
    replayed,
  ],
  [
    'afterwards',
    USE,
    'then it is too old',
    [once, after(301)],
    provenGet(same),
    refused('proof_expired'),
  ],
  [
    'ahead',
    'keycloak#43505',
    'a proof from the future is remembered',
    [earlier(provenGet(dated(NOW + 30)), 200)],
    provenGet(same),
    replayed,
  ],
  [
    'ahead-last-moment',
    'keycloak#43505',
    'a proof from the future is remembered as long as it is good',
    [earlier(provenGet(dated(NOW + 30)), 200), after(330)],
    provenGet(same),
    replayed,
  ],
  [
    'old',
    USE,
    'a proof at the end of its time is remembered',
    [earlier(provenGet(dated(NOW - 300)), 200)],
    provenGet(same),
    replayed,
  ],
  ['other-jti', USE, 'another jti is another proof', [once], provenGet(), LASTED],
  [
    'same-jti',
    USE,
    'one jti in two proofs of one key is a replay',
    [earlier(provenGet(jti('a')), 200)],
    provenGet(jti('a')),
    replayed,
  ],
  [
    'jti-case',
    USE,
    'jti has a case',
    [earlier(provenGet(jti('a')), 200)],
    provenGet(jti('A')),
    LASTED,
  ],
  [
    'jti-long',
    USE,
    'jti counts to its last character',
    [earlier(provenGet(jti(`${'a'.repeat(255)}b`)), 200)],
    provenGet(jti(`${'a'.repeat(255)}c`)),
    LASTED,
  ],
  [
    'other-key',
    USE,
    'the same jti of another key is another proof',
    [earlier(provenGet(jti('a')), 200)],
    get(dpop({ boundTo: 'other' }), proof({ key: 'other', claims: { jti: 'a' } })),
    proven(),
  ],
  [
    'other-token',
    USE,
    'the same jti with another token is a replay',
    [earlier(provenGet(jti('a')), 200)],
    get(dpop(), proof(jti('a'))),
    replayed,
  ],
  [
    'other-route',
    USE,
    'the same jti for another path is a replay',
    [earlier(provenGet(jti('a')), 200)],
    at('/all-scopes', jti('a')),
    replayed,
  ],
  [
    'other-spelling',
    USE,
    'a proof is used up however the target is written',
    [earlier(at('/a', same), 200)],
    at('/%61?b'),
    replayed,
  ],
  [
    'optional',
    'Holdfast: adapters',
    'required: false takes no proof twice',
    [earlier(at('/optional'), 200)],
    at('/optional'),
    replayed,
  ],
  [
    'guarded',
    USE,
    'a proof that a guard refused is used',
    [earlier(at('/all-scopes'), 403)],
    at('/all-scopes'),
    replayed,
  ],
  [
    'cors',
    'Holdfast: refusals',
    'a script may read that a proof was used',
    [once],
    get(dpop(LASTING), proof(same), ORIGIN),
    refused('replayed', { exposed: EXPOSED }),
  ],
];

const posted: ConformanceCase['request'] = { ...provenGet(same), method: 'POST' };
const made = (recipe: ProofRecipe): Step => earlier(provenGet({ ...same, ...recipe }), 401);

const NOT_USED: readonly SteppedRow[] = [
  [
    'method',
    'Holdfast: DPoP',
    'a proof that was refused for its method may be used',
    [
      earlier(
        { ...posted, fields: [dpop(LASTING), proof({ ...same, claims: { htm: 'GET' } })] },
        401,
      ),
    ],
    provenGet(same),
    LASTED,
  ],
  [
    'url',
    'Holdfast: DPoP',
    'a proof that was refused for its URL may be used',
    [earlier(at('/optional', { ...same, claims: { htu: '{origin}/protected' } }), 401)],
    provenGet(same),
    LASTED,
  ],
  [
    'too-early',
    'Holdfast: DPoP',
    'a proof that came too early may be used',
    [made({ claims: { iat: NOW + 40 } }), after(10)],
    provenGet(same),
    LASTED,
  ],
  [
    'token',
    'Holdfast: DPoP',
    'a proof that came with another token may be used',
    [earlier(get(dpop(), proof({ ...same, token: { boundTo: 'client', ...LASTING } })), 401)],
    provenGet(same),
    LASTED,
  ],
  [
    'bearer',
    'Holdfast: DPoP',
    'a proof beside a Bearer token may be used',
    [
      earlier(
        get(['Authorization', ['Bearer ', { boundTo: 'client', ...LASTING }]], proof(same)),
        401,
      ),
    ],
    provenGet(same),
    LASTED,
  ],
  [
    'repeated',
    'Holdfast: DPoP',
    'a proof that came twice in one request may be used',
    [earlier(get(dpop(LASTING), proof(same), proof(same)), 401)],
    provenGet(same),
    LASTED,
  ],
];

/** Proofs are good once (RFC 9449 section 11.1). */
export const REPLAY_CASES: readonly ConformanceCase[] = [
  ...steppedCases('replay', REPLAYS),
  ...steppedCases('notused', NOT_USED),
];
