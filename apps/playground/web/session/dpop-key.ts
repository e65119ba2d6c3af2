import { base64url, calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';

/** A key for DPoP proofs. The private half cannot be exported: whoever gets into the page can use it, but not take it away. */
export interface DpopKey {
  readonly pair: CryptoKeyPair;
  /** The public half, as it stands in proofs. */
  readonly jwk: Readonly<Record<string, unknown>>;
  /** Its thumbprint (RFC 7638). */
  readonly jkt: string;
}

/** What a proof is made for. */
export interface ProofFor {
  readonly method: string;
  /** The URL of the request. */
  readonly url: string;
  /** The token that goes with it. */
  readonly accessToken: string;
  readonly nonce?: string | undefined;
  /** The proof's own identifier; a random one by default. */
  readonly jti?: string | undefined;
  /** When it claims to be made, in seconds since the epoch; now by default. */
  readonly issuedAt?: number | undefined;
}

/** Makes a key for ES256. */
export async function makeDpopKey(): Promise<DpopKey> {
  const pair = (await generateKeyPair('ES256', { extractable: false })) as CryptoKeyPair;
  const jwk = { ...(await exportJWK(pair.publicKey)) };
  return { pair, jwk, jkt: await calculateJwkThumbprint(jwk) };
}

/** Makes a proof (RFC 9449 section 4.2). */
export async function makeProof(key: DpopKey, proof: ProofFor): Promise<string> {
  const { method, url, accessToken, nonce, jti = crypto.randomUUID(), issuedAt } = proof;
  const { origin, pathname } = new URL(url);
  const claims = { jti, htm: method, htu: origin + pathname, ath: await tokenHash(accessToken) };
  return new SignJWT({ ...claims, ...(nonce !== undefined && { nonce }) })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: key.jwk })
    .setIssuedAt(issuedAt)
    .sign(key.pair.privateKey);
}

/** Hashes a token as proofs do: their `ath` (RFC 9449 section 4.2). */
export async function tokenHash(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return base64url.encode(new Uint8Array(digest));
}
