import type { Issuer } from './issuer/issuer.ts';
import type { IssuerRegistry } from './issuer/issuer-registry.ts';
import type { KeySet } from './issuer/key-set.ts';
import { LruCache } from './lru-cache.ts';
import type { ResolvedOptions } from './options/resolve.ts';
import type { AuthError } from './refusal/errors.ts';
import { AuthorizationServerError, VerifyAccessTokenError } from './refusal/errors.ts';
import type { AuthErrorReason } from './refusal/reasons.ts';
import type { AccessTokenClaims, AccessTokenHeader } from './request/auth-info.ts';
import type { ResourceRequest } from './request/resource-request.ts';
import type { SignatureVerdict, VerificationKey } from './request/verification-key.ts';
import type { ClaimsPolicy } from './token/check-claims.ts';
import { AT_JWT_CLAIMS, checkClaims, checkTimes } from './token/check-claims.ts';
import { allowedAlgorithm, checkHeader } from './token/check-header.ts';
import { parseAccessToken } from './token/parse-access-token.ts';

/** A token that passed every check. Shared between requests, so nobody may change it. */
export interface VerifiedToken {
  readonly header: AccessTokenHeader;
  readonly claims: AccessTokenClaims;
  readonly issuer: Issuer;
  readonly key: VerificationKey;
}

/** Verifies access tokens: wires the issuers, their keys and the checks of `token/` together. */
export class TokenVerifier {
  readonly #issuers: IssuerRegistry;
  readonly #options: ResolvedOptions;
  readonly #requiredClaims: readonly string[];
  /** Keyed by the whole token, so that no two tokens can share an entry. Refused ones are not kept. */
  readonly #verified: LruCache<VerifiedToken> | undefined;

  constructor(issuers: IssuerRegistry, options: ResolvedOptions) {
    this.#issuers = issuers;
    this.#options = options;
    this.#requiredClaims =
      options.tokenType === 'at+jwt'
        ? [...AT_JWT_CLAIMS, ...options.requiredClaims]
        : options.requiredClaims;
    if (options.tokenCacheEntries) this.#verified = new LruCache(options.tokenCacheEntries);
  }

  /**
   * Verifies a token. The answer for a remembered token comes at once, not as a promise, and
   * touches neither WebCrypto nor the network.
   *
   * @throws {AuthError} also by rejection, when the token does not pass or cannot be judged
   */
  verify(
    token: string,
    request: ResourceRequest | undefined,
  ): VerifiedToken | Promise<VerifiedToken> {
    const remembered = this.#verified?.get(token);
    if (remembered === undefined) return this.#verifyAnew(token, request);
    const issuer = this.#issuers.find(remembered.claims.iss, request);
    const recall = (found: Issuer): VerifiedToken | Promise<VerifiedToken> =>
      this.#isStillGood(remembered, found) ? remembered : this.#verifyAnew(token, request);
    return issuer instanceof Promise ? issuer.then(recall) : recall(issuer);
  }

  // What can change about a remembered token: the policy (a resolver's), the published keys, the time.
  #isStillGood(remembered: VerifiedToken, issuer: Issuer): boolean {
    if (issuer !== remembered.issuer) return false;
    if (issuer.keys.current()?.has(remembered.key) !== true) return false;
    checkTimes(remembered.claims, this.#options.now(), this.#options.clockTolerance);
    return true;
  }

  async #verifyAnew(token: string, request: ResourceRequest | undefined): Promise<VerifiedToken> {
    const { header, claims, signature, signingInput } = parseAccessToken(token);
    checkHeader(header, this.#options.tokenType);
    const found = this.#issuers.find(claims['iss'], request);
    const issuer = found instanceof Promise ? await found : found;
    const algorithm = allowedAlgorithm(header, issuer.policy.algorithms);
    const choose = (keys: KeySet): VerificationKey | AuthErrorReason =>
      keys.choose(header.kid, algorithm);
    const ready = issuer.keys.current();
    const immediate = ready ? choose(ready) : 'unknown_key';
    const key = immediate === 'unknown_key' ? await waitForKey(issuer, choose) : immediate;
    if (typeof key === 'string') throw refusedKey(key, header);
    const verdict = await key.verify(algorithm, signature, signingInput);
    if (verdict !== 'good') throw refusedSignature(verdict, header);
    checkClaims(claims, this.#claimsPolicy(issuer), this.#options.now());
    const verified = { header, claims: claims as AccessTokenClaims, issuer, key };
    this.#verified?.set(token, verified);
    return verified;
  }

  #claimsPolicy({ policy: { audiences } }: Issuer): ClaimsPolicy {
    const { clockTolerance, dpop } = this.#options;
    const checkBinding = dpop.schemes.includes('dpop');
    return { audiences, clockTolerance, checkBinding, requiredClaims: this.#requiredClaims };
  }
}

/** Waits for keys where there are none, then for newer ones where the token's is not among them. */
async function waitForKey(
  { keys }: Issuer,
  choose: (keys: KeySet) => VerificationKey | AuthErrorReason,
): Promise<VerificationKey | AuthErrorReason> {
  if (keys.current() === undefined) {
    const { set, isFresh } = await keys.load();
    const loaded = choose(set);
    if (loaded !== 'unknown_key' || isFresh) return loaded;
  }
  return choose(await keys.refreshForUnknownKey());
}

// A published key that cannot be imported says nothing of the token.
function refusedSignature(
  verdict: Exclude<SignatureVerdict, 'good'>,
  header: AccessTokenHeader,
): AuthError {
  if (verdict !== 'invalid_key') return refusedKey(verdict, header);
  return new AuthorizationServerError('keys_invalid', { details: { kid: header.kid } });
}

function refusedKey(reason: AuthErrorReason, { alg, kid }: AccessTokenHeader): AuthError {
  return new VerifyAccessTokenError(reason, { details: { alg, kid: kid?.slice(0, 64) } });
}
