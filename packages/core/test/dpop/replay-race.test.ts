import { createDpopClient, createTestIssuer } from '@holdfast/auth-testing';
import { expect, test } from 'vitest';
import type { DpopOptions } from '../../src/index.ts';
import { ApiClient } from '../../src/index.ts';

const COPIES = 50;
const URL = 'https://api.test/things';

interface Race {
  readonly id: string;
  readonly dpop: DpopOptions;
  readonly proofs: number;
  /** How many copies of each proof are accepted. */
  readonly accepted: number;
}

test.each<Race>([
  { id: 'the default store', dpop: {}, proofs: 200, accepted: 1 },
  // The control: nothing else refuses a copy.
  { id: 'no detection', dpop: { replay: false }, proofs: 4, accepted: COPIES },
])(
  '$proofs proofs sent 50 times at once: $accepted of each with $id',
  { timeout: 120_000 },
  async ({ dpop, proofs, accepted }) => {
    const issuer = await createTestIssuer({ algorithm: 'ES256' });
    const client = await createDpopClient();
    const accessToken = await issuer.mint({ dpopKey: client });
    const { issuer: identifier, fetch } = issuer;
    const api = new ApiClient({ issuer: identifier, audience: 'https://api.test', fetch, dpop });
    const made = await Promise.all(
      Array.from({ length: proofs }, () => client.proof({ method: 'GET', url: URL, accessToken })),
    );
    const send = async (proof: string): Promise<string> => {
      const headers = { authorization: `DPoP ${accessToken}`, dpop: proof };
      const result = await api.authenticate({ method: 'GET', url: URL, headers });
      return result.ok ? '200 accepted' : `${result.response.status} ${result.error.reason}`;
    };
    // A known client and a known token, so that the race is for the store and not for the keys.
    const first = await client.proof({ method: 'GET', url: URL, accessToken });
    expect(await send(first)).toBe('200 accepted');
    const outcomes = await Promise.all(
      made.map((proof) => Promise.all(Array.from({ length: COPIES }, () => send(proof)))),
    );
    const good = Array.from({ length: accepted }, () => '200 accepted');
    const bad = Array.from({ length: COPIES - accepted }, () => '401 replayed');
    for (const seen of outcomes) expect(seen.toSorted()).toEqual([...good, ...bad]);
  },
);
