import type { DpopClient, DpopProofOptions, TestAlgorithm } from '@holdfast/auth-testing';
import { createDpopClient, createTestIssuer } from '@holdfast/auth-testing';
import { base64url } from 'jose';
import type { AccessTokenClaims, ApiClientOptions, ResourceRequest } from '../../src/index.ts';
import { ApiClient } from '../../src/index.ts';

export const AUDIENCE = 'https://api.test';
export const ORDERS = `${AUDIENCE}/orders`;

/** Where the clocks of these tests start: seconds since the epoch, far from the real time. */
export const NOW = 1_900_000_000;

export const issuer = await createTestIssuer({ algorithm: 'ES256', now: () => NOW });

export interface Clock {
  readonly now: () => number;
  readonly set: (time: number) => void;
}

export function createClock(start: number = NOW): Clock {
  let time = start;
  return {
    now: () => time,
    set: (value) => {
      time = value;
    },
  };
}

type Settings = Omit<
  ApiClientOptions<AccessTokenClaims>,
  'issuer' | 'issuers' | 'domain' | 'exchangeIssuer' | 'audience'
>;

/** A client that knows the issuer's keys, so that nothing is fetched. */
export function createApi(settings: Settings = {}): ApiClient {
  return new ApiClient({
    issuer: { issuer: issuer.issuer, jwks: issuer.jwks },
    audience: AUDIENCE,
    now: () => NOW,
    ...settings,
  });
}

export function createHolder(algorithm: TestAlgorithm = 'ES256'): Promise<DpopClient> {
  return createDpopClient({ algorithm, now: () => NOW });
}

/** A token that is bound to the holder's key. */
export function mintBound(
  holder: DpopClient,
  claims: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  return issuer.mint({ dpopKey: holder, claims });
}

/** `ath`: RFC 9449 section 4.2. */
export async function athOf(token: string): Promise<string> {
  const octets = new TextEncoder().encode(token);
  return base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', octets)));
}

/** What differs from a good proof. */
export type ProofChanges = Partial<DpopProofOptions>;

/** Makes a proof for `GET https://api.test/orders` (RFC 9449 section 4.2), or one that is wrong. */
export function makeProof(
  holder: DpopClient,
  token: string,
  changes: ProofChanges = {},
): Promise<string> {
  return holder.proof({ method: 'GET', url: ORDERS, accessToken: token, ...changes });
}

/** A request with the scheme DPoP, a token, and a `DPoP` field for each proof. */
export function proven(
  token: string,
  proof: string | readonly string[],
  { headers, ...changes }: Partial<ResourceRequest> = {},
): ResourceRequest {
  return {
    method: 'GET',
    url: ORDERS,
    ...changes,
    headers: { authorization: `DPoP ${token}`, dpop: proof, ...headers },
  };
}
