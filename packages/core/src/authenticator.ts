import { MemoryReplayStore } from './dpop/memory-replay-store.ts';
import { NonceSource } from './dpop/nonce-source.ts';
import { readProof } from './dpop/proof.ts';
import { ProofVerifier } from './dpop/proof-verifier.ts';
import type { ReplayWindow } from './dpop/replay.ts';
import { recordUse } from './dpop/replay.ts';
import { sha256 } from './dpop/sha256.ts';
import type { ClaimsSchema, ReplayStore } from './options/options.ts';
import type { ResolvedOptions } from './options/resolve.ts';
import type { Scheme } from './refusal/challenge.ts';
import {
  InvalidDpopProofError,
  InvalidRequestError,
  VerifyAccessTokenError,
} from './refusal/errors.ts';
import { EXPOSED_FIELDS, isCrossOrigin } from './refusal/response.ts';
import { readCredentials, requireTokenSyntax } from './request/credentials.ts';
import type { DpopProofInfo } from './request/dpop-proof-info.ts';
import { OctetSlab } from './request/jws/octet-slab.ts';
import { publicRequestUrl } from './request/public-url.ts';
import type { ResourceRequest } from './request/resource-request.ts';
import { fieldValues } from './request/resource-request.ts';
import type { Success } from './success.ts';
import { accepted } from './success.ts';
import { boundThumbprint } from './token/check-claims.ts';
import { validateClaims } from './token/validate-claims.ts';
import { TokenCache } from './token-cache.ts';
import type { ReadToken, TokenVerifier } from './token-verifier.ts';
import type { VerifiedToken } from './verified-token.ts';

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

/** What is refused where JavaScript passes something else than a string. */
const TEXTS = [
  ['proof', 'malformed_proof'],
  ['method', 'htm_mismatch'],
  ['url', 'htu_mismatch'],
  ['accessToken', 'ath_mismatch'],
] as const;

/** How many tokens' hashes are remembered. */
const MAX_HASHES = 5000;

/**
 * Authenticates requests: credentials, then the token, then the proof, then its replay. What may be a promise is told by its
 * `then`, never by `instanceof`: a promise of the engine's is no instance of a global `Promise` that zone.js or another library has
 * put in place of it.
 */
export class Authenticator<TClaims> {
  readonly #options: ResolvedOptions;
  readonly #tokens: TokenVerifier;
  readonly #proofs: ProofVerifier;
  readonly #nonces: NonceSource | undefined;
  readonly #replays: ReplayStore | false;
  readonly #replayWindow: ReplayWindow;
  readonly #acceptsDpop: boolean;
  /** The `ath` of each token, which is the same for all of its proofs. */
  readonly #hashes = new TokenCache<{ token: string; hash: string }>(MAX_HASHES);
  readonly #slab = new OctetSlab();

  constructor(options: ResolvedOptions, tokens: TokenVerifier) {
    const { dpop, now, timeout } = options;
    this.#options = options;
    this.#tokens = tokens;
    this.#proofs = new ProofVerifier({ ...dpop, now });
    this.#acceptsDpop = dpop.schemes.includes('dpop');
    this.#replays = dpop.replay ?? new MemoryReplayStore({ now });
    this.#replayWindow = { ...dpop, now, timeout };
    if (dpop.nonce) this.#nonces = new NonceSource({ ...dpop.nonce, now });
  }

  /**
   * Authenticates a request; at once, not with a promise, where nothing has to be waited for.
   *
   * @throws {AuthError} also by rejection
   */
  authenticate(request: ResourceRequest): Success<TClaims> | Promise<Success<TClaims>> {
    const credentials = readCredentials(request, this.#options.dpop.schemes);
    const token = this.#tokens.read(credentials.token);
    // What can be read as a token has the characters of one, so they need not be looked at by themselves.
    if (typeof token === 'string') requireTokenSyntax(credentials.token);
    const proofs = this.#acceptsDpop ? fieldValues(request, 'dpop') : [];
    const isProven = credentials.scheme === 'dpop';
    if (isProven && proofs.length === 0) throw new InvalidRequestError('missing_proof');
    if (typeof token === 'string') throw new VerifyAccessTokenError(token);
    if (isProven) return this.#proven(request, token, proofs);
    const verified = this.#tokens.verify(token, request);
    return 'then' in verified
      ? verified.then((anew) => this.#borne(anew, proofs))
      : this.#borne(verified, proofs);
  }

  /** Gives what an accepted caller gets, with the claims as they are, or what the schema makes of them. */
  accept(scheme: Scheme, verified: VerifiedToken): Success<TClaims> | Promise<Success<TClaims>> {
    const { schema } = this.#options;
    const { claims } = verified.facts;
    if (schema === undefined) return accepted(scheme, verified, claims as TClaims);
    const valid = validateClaims(schema as ClaimsSchema<TClaims>, claims);
    return 'then' in valid
      ? valid.then(({ value }) => accepted(scheme, verified, value))
      : accepted(scheme, verified, valid.value);
  }

  /** Verifies a proof alone: not its replay, and its binding only to a `jkt` that is given. */
  async verifyProof(input: ProofInput): Promise<DpopProofInfo> {
    for (const [name, reason] of TEXTS) {
      if (typeof input[name] !== 'string') throw new InvalidDpopProofError(reason);
    }
    const { proof, accessToken, method, url, jkt } = input;
    const nonces = await this.#nonces?.window();
    const known = this.#hashes.get(accessToken)?.hash;
    const tokenHash = known ?? (await this.#hash(accessToken));
    const context = { method, url, tokenHash, nonces, jkt };
    return (await this.#proofs.verify(readProof([proof]), context)).info;
  }

  #borne(
    verified: VerifiedToken,
    proofs: readonly string[],
  ): Success<TClaims> | Promise<Success<TClaims>> {
    // Where DPoP is disabled, neither the binding nor a proof is looked at (RFC 9449 section 7.2).
    if (this.#acceptsDpop) {
      if (boundThumbprint(verified.facts.claims) !== undefined) {
        throw new VerifyAccessTokenError('bound_token');
      }
      if (proofs.length > 0) throw new InvalidRequestError('unexpected_proof');
    }
    return this.accept('bearer', verified);
  }

  async #proven(
    request: ResourceRequest,
    token: ReadToken,
    proofs: readonly string[],
  ): Promise<Success<TClaims>> {
    const { publicUrl } = this.#options;
    // Read before anything is waited for: a connection that ends meanwhile no longer tells its URL.
    const { method, url } = request;
    const judged = this.#tokens.verify(token, request);
    // Hashed while another thread is at the signature: a stranger's token costs no more than that already does.
    const known = this.#hashes.get(token.token)?.hash;
    const hashed = known ?? this.#hash(token.token);
    // That it fails matters only where the token passes.
    if (typeof hashed === 'object') hashed.catch(() => {});
    // Awaiting what is there already would cost a turn.
    const verified = 'then' in judged ? await judged : judged;
    const tokenHash = typeof hashed === 'object' ? await hashed : hashed;
    // Not of a refused token, or strangers could have those of others forgotten.
    if (known === undefined) this.#hashes.set({ token: token.token, hash: tokenHash });
    const jkt = boundThumbprint(verified.facts.claims);
    if (jkt === undefined) throw new VerifyAccessTokenError('unbound_token');
    const made = this.accept('dpop', verified);
    const success = 'then' in made ? await made : made;
    const window = this.#nonces?.window();
    const nonces = window !== undefined && 'then' in window ? await window : window;
    const { info, nonce } = await this.#proofs.verify(readProof(proofs), {
      method,
      url: publicUrl === undefined ? url : publicRequestUrl(request, publicUrl),
      tokenHash,
      nonces,
      jkt,
    });
    const recorded = this.#replays && recordUse(this.#replays, info, this.#replayWindow);
    if (typeof recorded === 'object') await recorded;
    success.auth.proof = info;
    if (nonces !== undefined && nonce !== nonces.issued) {
      success.headers['dpop-nonce'] = nonces.issued;
      if (isCrossOrigin(request)) success.headers['access-control-expose-headers'] = EXPOSED_FIELDS;
    }
    return success;
  }

  #hash(token: string): Promise<string> {
    return sha256(this.#slab.encode(token) ?? new TextEncoder().encode(token));
  }
}
