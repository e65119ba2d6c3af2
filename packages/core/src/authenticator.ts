import { MemoryReplayStore } from './dpop/memory-replay-store.ts';
import { NonceSource } from './dpop/nonce-source.ts';
import { readProof } from './dpop/proof.ts';
import { ProofVerifier } from './dpop/proof-verifier.ts';
import { recordUse } from './dpop/replay.ts';
import { tokenHash } from './dpop/token-hash.ts';
import { LruCache } from './lru-cache.ts';
import type { ReplayStore } from './options/options.ts';
import type { ResolvedOptions } from './options/resolve.ts';
import { InvalidRequestError, VerifyAccessTokenError } from './refusal/errors.ts';
import { EXPOSED_FIELDS, isCrossOrigin } from './refusal/response.ts';
import type { AuthInfo } from './request/auth-info.ts';
import type { Credentials } from './request/credentials.ts';
import { readCredentials } from './request/credentials.ts';
import type { DpopProofInfo } from './request/dpop-proof-info.ts';
import { publicRequestUrl } from './request/public-url.ts';
import type { ResourceRequest } from './request/resource-request.ts';
import { fieldValues } from './request/resource-request.ts';
import { copyJson } from './request/safe-json.ts';
import { boundThumbprint } from './token/check-claims.ts';
import { makeAuthInfo } from './token/make-auth-info.ts';
import { validateClaims } from './token/validate-claims.ts';
import type { TokenVerifier, VerifiedToken } from './token-verifier.ts';

/** A caller, and the header fields that his answer is to carry. */
export interface Success<TClaims> {
  readonly auth: AuthInfo<TClaims>;
  readonly headers: Record<string, string>;
}

/** A proof to be verified by itself. */
export interface ProofInput {
  /** The value of the `DPoP` field. */
  readonly proof: string;
  /** The access token that came with it, for `ath`. */
  readonly accessToken: string;
  /** The method of the request, for `htm`. */
  readonly method: string;
  /** The absolute URL that the client called, for `htu`; the option `publicUrl` is not applied. */
  readonly url: string;
  /** The thumbprint that the proof's key must have: the token's `cnf.jkt`. */
  readonly jkt?: string | undefined;
}

/** How many tokens' hashes are remembered. */
const MAX_HASHES = 5000;

/** What varies an answer that depends on who asks. */
export const VARY = 'Authorization, DPoP';

/** Authenticates requests: credentials, then the token, then the proof, then its replay. */
export class Authenticator<TClaims> {
  readonly #options: ResolvedOptions;
  readonly #tokens: TokenVerifier;
  readonly #proofs: ProofVerifier;
  readonly #nonces: NonceSource | undefined;
  readonly #replays: ReplayStore | false;
  /** The `ath` of each token, which is the same for all of its proofs. */
  readonly #hashes = new LruCache<string>(MAX_HASHES);

  constructor(options: ResolvedOptions, tokens: TokenVerifier) {
    const { dpop, now } = options;
    this.#options = options;
    this.#tokens = tokens;
    this.#proofs = new ProofVerifier({ ...dpop, now });
    this.#replays = dpop.replay ?? new MemoryReplayStore({ now });
    if (dpop.nonce) this.#nonces = new NonceSource({ ...dpop.nonce, now });
  }

  /**
   * Authenticates a request; at once, not with a promise, where nothing has to be waited for.
   *
   * @throws {AuthError} also by rejection
   */
  authenticate(request: ResourceRequest): Success<TClaims> | Promise<Success<TClaims>> {
    const { schemes } = this.#options.dpop;
    const credentials = readCredentials(request.headers, schemes);
    const proofs = schemes.includes('dpop') ? fieldValues(request.headers, 'dpop') : [];
    if (credentials.scheme === 'dpop') return this.#proven(request, credentials, proofs);
    const verified = this.#tokens.verify(credentials.token, request);
    return verified instanceof Promise
      ? verified.then((token) => this.#borne(credentials, token, proofs))
      : this.#borne(credentials, verified, proofs);
  }

  /** Gives a caller claims of his own: a copy, or what the schema makes of one. */
  claimsOf({ claims }: VerifiedToken): TClaims | Promise<TClaims> {
    const copy: unknown = copyJson(claims);
    const { schema } = this.#options;
    return (schema ? validateClaims(schema, copy) : copy) as TClaims | Promise<TClaims>;
  }

  /** Verifies a proof alone: not its replay, and its binding only to a `jkt` that is given. */
  async verifyProof({ proof, accessToken, method, url, jkt }: ProofInput): Promise<DpopProofInfo> {
    const nonces = await this.#nonces?.window();
    const hash = await tokenHash(accessToken);
    const context = { method, url, tokenHash: hash, nonces, jkt };
    return (await this.#proofs.verify(readProof([proof]), context)).info;
  }

  #borne(
    credentials: Credentials,
    verified: VerifiedToken,
    proofs: readonly string[],
  ): Success<TClaims> | Promise<Success<TClaims>> {
    // Where DPoP is disabled, neither the binding nor a proof is looked at (RFC 9449 section 7.2).
    if (this.#options.dpop.schemes.includes('dpop')) {
      if (boundThumbprint(verified.claims) !== undefined) {
        throw new VerifyAccessTokenError('bound_token');
      }
      if (proofs.length > 0) throw new InvalidRequestError('unexpected_proof');
    }
    const claims = this.claimsOf(verified);
    const finish = (settled: TClaims): Success<TClaims> => ({
      auth: makeAuthInfo(credentials, copyJson(verified.header), verified.claims, settled),
      headers: successHeaders(),
    });
    return claims instanceof Promise ? claims.then(finish) : finish(claims);
  }

  async #proven(
    request: ResourceRequest,
    credentials: Credentials,
    proofs: readonly string[],
  ): Promise<Success<TClaims>> {
    if (proofs.length === 0) throw new InvalidRequestError('missing_proof');
    const { dpop, now, publicUrl, timeout } = this.#options;
    const verified = await this.#tokens.verify(credentials.token, request);
    const jkt = boundThumbprint(verified.claims);
    if (jkt === undefined) throw new VerifyAccessTokenError('unbound_token');
    const claims = await this.claimsOf(verified);
    const nonces = await this.#nonces?.window();
    const { info, nonce } = await this.#proofs.verify(readProof(proofs), {
      method: request.method,
      url: publicRequestUrl(request, publicUrl),
      tokenHash: this.#hashes.get(credentials.token) ?? (await this.#hashOf(credentials.token)),
      nonces,
      jkt,
    });
    if (this.#replays) await recordUse(this.#replays, info, { ...dpop, now, timeout });
    const auth = makeAuthInfo(credentials, copyJson(verified.header), verified.claims, claims);
    const headers = successHeaders();
    if (nonces !== undefined && nonce !== nonces.issued) {
      headers['dpop-nonce'] = nonces.issued;
      if (isCrossOrigin(request.headers)) headers['access-control-expose-headers'] = EXPOSED_FIELDS;
    }
    return { auth: { ...auth, proof: info }, headers };
  }

  async #hashOf(token: string): Promise<string> {
    const hash = await tokenHash(token);
    this.#hashes.set(token, hash);
    return hash;
  }
}

// One caller's answer is no other's: a shared cache must not hold it (RFC 9111 section 3.5).
function successHeaders(): Record<string, string> {
  return { 'cache-control': 'private', vary: VARY };
}
