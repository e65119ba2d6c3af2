import type { CryptoKey, JWK } from 'jose';
import { base64url } from 'jose';
import type { TestAlgorithm } from './algorithms.ts';

/** What a proof is for, and what is wrong with it. */
export interface DpopProofOptions {
  /** `htm`, as it stands. */
  readonly method: string;
  /** `htu`: the absolute URL as it is spelled, cut before its query and fragment. */
  readonly url: string | URL;
  /** The access token that the proof goes with, for `ath`. Default: the claim is absent. */
  readonly accessToken?: string | undefined;
  /** The server's nonce. Default: the claim is absent. */
  readonly nonce?: string | undefined;
  /** Claims that replace or join those above, `jti` and `iat`; `undefined` removes one. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  /** Header parameters that replace or join `typ`, `alg` and `jwk`; `undefined` removes one. */
  readonly header?: Readonly<Record<string, unknown>> | undefined;
  /**
   * Signs with another key, while `alg` and `jwk` stay the client's unless `header` replaces them: a
   * forgery. Default: the client's key.
   */
  readonly key?: CryptoKey | undefined;
}

/** What the client knows when it makes a proof. */
export interface ProofContext {
  readonly algorithm: TestAlgorithm;
  readonly publicJwk: JWK;
  /** Seconds since the epoch. */
  readonly now: number;
}

/** Composes the header and claims of a proof as RFC 9449 section 4.2 asks for them. */
export async function composeProof(
  { method, url, accessToken, nonce, claims, header }: DpopProofOptions,
  { algorithm, publicJwk, now }: ProofContext,
): Promise<{ header: Record<string, unknown>; payload: Record<string, unknown> }> {
  return {
    header: { typ: 'dpop+jwt', alg: algorithm, jwk: publicJwk, ...header },
    payload: {
      jti: crypto.randomUUID(),
      htm: method,
      htu: String(url).replace(/[?#].*/s, ''),
      iat: Math.floor(now),
      ...(accessToken !== undefined && { ath: await hashOf(accessToken) }),
      ...(nonce !== undefined && { nonce }),
      ...claims,
    },
  };
}

async function hashOf(accessToken: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(accessToken));
  return base64url.encode(new Uint8Array(digest));
}
