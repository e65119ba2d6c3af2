import type { ConformanceCase } from '../../../case.ts';
import { dpop, EXPOSED, get, getFrom, ORIGIN, proof, proven, refused } from '../../../expect.ts';
import type { ProofRecipe } from '../../../setting/proofs.ts';
import { requestCases } from '../../rows.ts';
import { earlier, LASTED, provenGet, steppedCases } from '../proof-rows.ts';

const same: ProofRecipe = { name: 'proof' };
const once = earlier(provenGet(same), 200);
const replayed = refused('replayed');
const STORE = 'Holdfast: DPoP';
const down = refused('replay_store_failed');

/** Stores of used proofs: the application's own, none, and those that fail. */
export const STORE_CASES: readonly ConformanceCase[] = [
  ...steppedCases('store', [
    [
      'off',
      STORE,
      'replay: false takes a proof twice',
      [once],
      provenGet(same),
      LASTED,
      'dpop-replay-off',
    ],
    [
      'own',
      STORE,
      'a store of the application is asked',
      [once],
      provenGet(same),
      replayed,
      'dpop-own-store',
    ],
    [
      'recovers',
      STORE,
      'a store that is back takes the proof that it could not judge',
      [earlier(provenGet(same), 503)],
      provenGet(same),
      LASTED,
      'dpop-store-recovers',
    ],
  ]),
  ...requestCases('store', [
    [
      'own-first',
      STORE,
      'a store that answers later',
      get(dpop(), proof()),
      proven(),
      'dpop-own-store',
    ],
    [
      'throws',
      STORE,
      'a store that throws: nobody passes',
      get(dpop(), proof()),
      down,
      'dpop-store-throws',
    ],
    [
      'rejects',
      STORE,
      'a store that rejects: nobody passes',
      get(dpop(), proof()),
      down,
      'dpop-store-rejects',
    ],
    [
      'odd',
      STORE,
      'only true means that a proof is new',
      get(dpop(), proof()),
      down,
      'dpop-store-odd',
    ],
    [
      'throws-bad-proof',
      STORE,
      'a bad proof is refused whatever the store says',
      get(dpop(), proof({ signer: 'other' })),
      refused('proof_bad_signature'),
      'dpop-store-throws',
    ],
    [
      'throws-origin',
      'Holdfast: refusals',
      'a script may read the 503',
      get(dpop(), proof(), ORIGIN),
      refused('replay_store_failed', { exposed: EXPOSED }),
      'dpop-store-throws',
    ],
    [
      'throws-optional',
      'Holdfast: adapters',
      'required: false does not pass over a store that is down',
      getFrom('/optional', dpop(), proof()),
      down,
      'dpop-store-throws',
    ],
    [
      'throws-guarded',
      'Holdfast: refusals',
      'a store that is down speaks before the guard',
      getFrom('/all-scopes', dpop(), proof()),
      down,
      'dpop-store-throws',
    ],
  ]),
];
