import type { Workload } from '../workload.ts';
import type { Contest, Heat } from './contest.ts';
import { contestWorkload } from './contest.ts';
import type { SettingPlan } from './material/make-setting.ts';
import type { PeerName } from './peers/by-name.ts';

/** More than any peer remembers: Holdfast keeps 5000 tokens, fast-jwt 1000. */
export const NEW_TOKENS = 12_000;

const BEARER_PEERS: readonly PeerName[] = [
  'holdfast',
  'holdfastAdmit',
  'jose',
  'jwtBearer',
  'oauth4webapi',
  'oauth4webapiRequest',
  'fastJwt',
  'fastJwtCached',
  'honoJwk',
];

const DPOP_PEERS: readonly PeerName[] = [
  'holdfast',
  'holdfastAdmit',
  'jwtBearer',
  'oauth4webapi',
  'oauth4webapiRequest',
];

/** Where tokens are new, what reading them takes belongs to nobody's verifier. */
const withReading = (peers: readonly PeerName[]): readonly PeerName[] => [...peers, 'reading'];

const FRESH_STRINGS =
  'Every operation begins with the value of an Authorization field that was made before the window as a flat string of ' +
  'its own, as an HTTP parser makes one; who takes a bare token cuts it from there. Where tokens are few there are 1,024 such strings.';

const NO_REPLAY =
  'Holdfast detects replays, with its default store in memory. No peer does: each accepts a proof a second time.';

/** Holdfast and its peers, in one process each, without HTTP. */
export const CONTESTS: readonly Contest[] = [
  {
    id: 'w1',
    title: 'A new token each time, RS256',
    limit:
      'crypto.subtle.verify of the same bytes, RSASSA-PKCS1-v1_5 with 2048 bits, at the same concurrency',
    peers: withReading(BEARER_PEERS),
    heats: [
      {
        setting: { algorithm: 'RS256', tokens: NEW_TOKENS },
        columns: [
          { title: 'concurrency 16', concurrency: 16, target: 0.85 },
          { title: 'concurrency 1', concurrency: 1, target: 0.8 },
        ],
      },
    ],
    notes: [
      '12,000 tokens in turn, more than any cache holds.',
      FRESH_STRINGS,
      'fast-jwt verifies on the main thread alone, so at concurrency 1, where the limit has to wait for a thread and back, it can be above it.',
    ],
  },
  {
    id: 'w2',
    title: 'The same token again, RS256',
    limit: 'crypto.subtle.verify of the same bytes, at the same concurrency',
    peers: BEARER_PEERS,
    heats: [heat({ algorithm: 'RS256', tokens: 1 }, 'concurrency 16', 30)],
    notes: [FRESH_STRINGS],
  },
  {
    id: 'w3',
    title: 'DPoP, client and token known, a new proof each time',
    limit: 'one verification of ES256 and one of RS256',
    peers: DPOP_PEERS,
    heats: [heat({ algorithm: 'RS256', tokens: 1, clients: 1 }, 'concurrency 16', 0.9)],
    notes: [NO_REPLAY],
  },
  {
    id: 'w4',
    title: 'A new token each time, ES256 and EdDSA',
    limit:
      'crypto.subtle.verify of the same bytes with the same algorithm, at the same concurrency',
    peers: withReading(BEARER_PEERS),
    heats: [
      heat({ algorithm: 'ES256', tokens: NEW_TOKENS }, 'ES256', 0.9),
      heat({ algorithm: 'EdDSA', tokens: NEW_TOKENS }, 'EdDSA', 0.9),
    ],
    notes: ['12,000 tokens in turn, at concurrency 16.'],
  },
  {
    id: 'w5',
    title: 'DPoP, 100 known clients, a new token and a new proof each time',
    limit: 'one verification of ES256 and one of RS256',
    peers: withReading(DPOP_PEERS),
    heats: [heat({ algorithm: 'RS256', tokens: NEW_TOKENS, clients: 100 }, 'concurrency 16', 0.7)],
    notes: [
      NO_REPLAY,
      'What is read and verified without a library is the token, its hash and the proof.',
    ],
  },
];

function heat(setting: SettingPlan, title: string, target: number): Heat {
  return { setting, columns: [{ title, concurrency: 16, target }] };
}

/** The contests in one process: verification alone, without HTTP. */
export const verifyWorkloads: readonly Workload[] = CONTESTS.map(contestWorkload);
