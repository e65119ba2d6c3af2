import type { ConformanceCase } from '../../../case.ts';
import { refused } from '../../../expect.ts';
import type { SteppedRow } from '../proof-rows.ts';
import { after, LASTED, provenGet } from '../proof-rows.ts';
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

const TIME: readonly SteppedRow[] = [
  [
    'last-second',
    CONTRACT,
    'a nonce is current for 300 seconds',
    [asked, after(299)],
    provenGet(latest),
    LASTED,
  ],
  [
    'previous',
    FRESH,
    'then it is still good, and a success hands out the next one',
    [asked, after(300)],
    provenGet(latest),
    refreshed(),
  ],
  [
    'previous-last-second',
    CONTRACT,
    'a nonce is good for 599 seconds at most',
    [asked, after(599)],
    provenGet(latest),
    refreshed(),
  ],
  [
    'stale',
    NONCE,
    'after 600 seconds it is too old',
    [asked, after(600)],
    provenGet(latest),
    refused('unknown_nonce'),
  ],
  [
    'refreshed',
    FRESH,
    'the nonce of a success is good',
    [asked, after(300), answered],
    provenGet(latest),
    LASTED,
  ],
  [
    'refreshed-later',
    FRESH,
    'the nonce of a success outlives the one before',
    [asked, after(300), answered, after(300)],
    provenGet(latest),
    refreshed(),
  ],
  [
    'first-after-refresh',
    FRESH,
    'the nonce before is good besides the new one',
    [asked, after(300), answered],
    provenGet({ nonce: 'first' }),
    { ...refreshed(), fields: { ...LASTED.fields, 'dpop-nonce': { nonce: 'same' } } },
  ],
  [
    'clock-of-the-client',
    'RFC 9449 §11.1',
    'a fresh nonce makes no old proof good',
    [asked],
    provenGet({ ...latest, claims: { iat: 1 } }),
    refused('proof_expired'),
  ],
];

const SHARED: readonly SteppedRow[] = [
  [
    'other-node',
    CONTRACT,
    'a nonce is good on every node with the secret',
    [asked, { step: 'restart', profile: 'dpop-nonce' }],
    provenGet(latest),
    LASTED,
  ],
  [
    'other-node-hands-out-the-same',
    CONTRACT,
    'nodes with one secret hand out one nonce',
    [asked, { step: 'restart', profile: 'dpop-nonce' }],
    provenGet(),
    refused('missing_nonce', { nonce: 'same' }),
  ],
  [
    'rotated',
    CONTRACT,
    'a nonce of the former secret is good, and a success hands out one of the new',
    [asked, { step: 'restart', profile: 'dpop-nonce-rotated' }],
    provenGet(latest),
    refreshed(),
  ],
  [
    'rotated-back',
    CONTRACT,
    'the first secret is the one that issues',
    [
      { step: 'restart', profile: 'dpop-nonce-rotated' },
      asked,
      { step: 'restart', profile: 'dpop-nonce-elsewhere' },
    ],
    provenGet(latest),
    LASTED,
  ],
  [
    'other-secret',
    CONTRACT,
    'a nonce of another secret is not good',
    [asked, { step: 'restart', profile: 'dpop-nonce-elsewhere' }],
    provenGet(latest),
    refused('unknown_nonce'),
  ],
];

/** How long a nonce is good, and on which servers (RFC 9449 section 8.2). */
export const NONCE_LIFE_CASES: readonly ConformanceCase[] = [
  ...nonceCases('noncetime', TIME),
  ...nonceCases('noncesecret', SHARED),
];
