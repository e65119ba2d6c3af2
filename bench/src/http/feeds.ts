import type { TestIssuer } from '@holdfast/auth-testing';
import { createDpopClient } from '@holdfast/auth-testing';
import type { Feed } from './contest.ts';
import type { Call } from './load.ts';
import { HOST, PATH, PROVEN_URL } from './setting.ts';

/** A request with a bearer token. */
export function bearerCall(token: string): Call {
  return { path: PATH, headers: { authorization: `Bearer ${token}` } };
}

/** The same token again and again. */
export function sameCall(call: Call): Feed {
  return { next: () => [call] };
}

/**
 * A token that the server has not seen, or has long forgotten: in turn from a pool that is larger than any cache, each
 * window going on where the one before ended.
 */
export function poolOf(calls: readonly Call[]): Feed {
  let start = 0;
  return {
    next: () => [...calls.slice(start), ...calls.slice(0, start)],
    sent: (count) => {
      start = (start + count) % calls.length;
    },
  };
}

/** Signs tokens that differ in `jti`. */
export async function signTokens(issuer: TestIssuer, count: number): Promise<string[]> {
  const tokens: string[] = [];
  while (tokens.length < count) {
    const batch = Array.from({ length: Math.min(100, count - tokens.length) }, () => issuer.mint());
    tokens.push(...(await Promise.all(batch)));
  }
  return tokens;
}

/** How many clients with a bound token each send proofs. */
const CLIENTS = 100;

/** Makes calls with a DPoP proof that is new each time, of clients and tokens that are known. */
export async function createProver(
  issuer: TestIssuer,
): Promise<(count: number) => Promise<readonly Call[]>> {
  const clients = await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const client = await createDpopClient();
      return { client, accessToken: await issuer.mint({ dpopKey: client }) };
    }),
  );
  let turn = 0;
  const prove = async (): Promise<Call> => {
    const { client, accessToken } = clients[turn++ % CLIENTS] ?? {};
    if (client === undefined || accessToken === undefined) throw new Error('There is no client.');
    const dpop = await client.proof({ method: 'GET', url: PROVEN_URL, accessToken });
    return { path: PATH, headers: { host: HOST, authorization: `DPoP ${accessToken}`, dpop } };
  };
  return async (count) => {
    const calls: Call[] = [];
    while (calls.length < count) {
      const batch = Array.from({ length: Math.min(200, count - calls.length) }, prove);
      calls.push(...(await Promise.all(batch)));
    }
    return calls;
  };
}
