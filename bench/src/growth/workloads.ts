import type { SettingPlan } from '../verify/material/make-setting.ts';
import { NEW_TOKENS } from '../verify/workloads.ts';
import type { Table, Workload } from '../workload.ts';
import type { ConcurrencyGrowth, Growth } from './growth.ts';
import { measureConcurrency, measureGrowth } from './growth.ts';

const CONCURRENCIES = [1, 4, 16, 64, 256];

/** More tokens than Holdfast remembers; large ones are not made in greater number than is needed. */
const JUST_NEW_TOKENS = 6000;

const BOTH = 'one verification of ES256 and one of RS256';
const SAME = 'crypto.subtle.verify of the same bytes, at the same concurrency';

const byConcurrency: readonly ConcurrencyGrowth[] = [
  {
    id: 'g1',
    title: 'Requests under way at one time: a new RS256 token each time',
    limit: SAME,
    peers: ['holdfast', 'jose'],
    setting: { algorithm: 'RS256', tokens: NEW_TOKENS },
    concurrencies: CONCURRENCIES,
  },
  {
    id: 'g1-dpop',
    title: 'Requests under way at one time: DPoP, 100 known clients, new tokens and proofs',
    limit: BOTH,
    peers: ['holdfast'],
    setting: { algorithm: 'RS256', tokens: NEW_TOKENS, clients: 100 },
    concurrencies: CONCURRENCIES,
  },
];

const distinctTokens: Growth = {
  id: 'g2',
  title: 'Distinct tokens in turn, ES256',
  limit: SAME,
  peers: ['holdfast', 'holdfastAdmit', 'jose'],
  steps: [1, 10, 1000, 100_000].map((tokens) => step(tokens, { algorithm: 'ES256', tokens })),
  notes: [
    'Holdfast remembers 5000 tokens: up to that many are answered from memory, and 100,000 in turn are all new to it.',
  ],
};

const clients: Growth = {
  id: 'g3-clients',
  title:
    'DPoP clients in turn, each with a key and an ES256 token of its own, a new proof each time',
  limit: 'two verifications of ES256',
  peers: ['holdfast'],
  // With ES256, as signing 100,000 tokens with RS256 would take longer than measuring.
  steps: [1, 10, 1000, 10_000, 100_000].map((count) =>
    step(count, { algorithm: 'ES256', tokens: count, clients: count }),
  ),
  notes: [
    'Holdfast remembers 5000 tokens and the keys of 5000 clients: up to that many are known, and 10,000 or 100,000 in turn are all new to it.',
  ],
};

const keys: Growth = {
  id: 'g3-keys',
  title: 'Keys in the issuer’s key set, ES256, a new token each time, signed by each in turn',
  limit: SAME,
  peers: ['holdfast', 'jose'],
  steps: [1, 10, 100, 1000].map((count) =>
    step(count, { algorithm: 'ES256', tokens: NEW_TOKENS, keys: count }),
  ),
  notes: [
    'Issuers publish two or three; 1000 are 200 kB of JSON. Holdfast takes a key set of 1 MiB at most.',
  ],
};

const sizes: Growth = {
  id: 'g4',
  title: 'Kilobytes of a token, RS256, a new one each time',
  limit: SAME,
  peers: ['holdfast', 'jose'],
  steps: [
    ['0.5', 540],
    ['1', 1024],
    ['4', 4096],
    ['16', 16_300],
  ].map(([title, size]) =>
    step(title ?? '', { algorithm: 'RS256', tokens: JUST_NEW_TOKENS, size: Number(size) }),
  ),
  notes: [
    'What makes tokens large is a list of permissions. The largest has 16,300 characters; Holdfast takes 16,384.',
  ],
};

const issuers: Growth = {
  id: 'g5',
  title: 'Issuers in turn, each with a key set of its own, ES256, a new token each time',
  limit: SAME,
  peers: ['holdfast'],
  steps: [1, 10, 100].map((count) =>
    step(count, { algorithm: 'ES256', tokens: NEW_TOKENS, issuers: count }),
  ),
};

function step(title: string | number, setting: SettingPlan): Growth['steps'][number] {
  return { title: String(title), setting };
}

/** How cost grows: with concurrency, distinct tokens, clients and keys, size, issuers. */
export const growthWorkloads: readonly Workload[] = [
  {
    id: 'g1',
    title: 'Throughput at 1 to 256 requests under way',
    run: async (effort) => {
      const tables: Table[] = [];
      for (const growth of byConcurrency) tables.push(await measureConcurrency(growth, effort));
      return tables;
    },
  },
  growthWorkload('g2', 'Throughput with 1 to 100,000 distinct tokens', [distinctTokens]),
  growthWorkload('g3', 'Throughput with many DPoP clients, and with many keys', [clients, keys]),
  growthWorkload('g4', 'Throughput with tokens of 0.5 to 16 KB', [sizes]),
  growthWorkload('g5', 'Throughput with 1 to 100 issuers', [issuers]),
];

function growthWorkload(id: string, title: string, growths: readonly Growth[]): Workload {
  return {
    id,
    title,
    run: async (effort) => {
      const tables: Table[] = [];
      for (const growth of growths) tables.push(await measureGrowth(growth, effort));
      return tables;
    },
  };
}
