import type { Issuer } from './issuer/issuer.ts';
import type { IssuerRegistry } from './issuer/issuer-registry.ts';
import type { KeySet } from './issuer/key-set.ts';
import { LruCache } from './lru-cache.ts';
import type { ResolvedOptions } from './options/resolve.ts';
import { AuthError, AuthorizationServerError, VerifyAccessTokenError } from './refusal/errors.ts';
import type { AuthErrorReason } from './refusal/reasons.ts';
import type { AccessTokenClaims, AccessTokenHeader } from './request/auth-info.ts';
import { detached } from './request/detached.ts';
import { OctetSlab } from './request/jws/octet-slab.ts';
import type { SignatureVerdict, VerificationKey } from './request/jws/verification-key.ts';
import type { ResourceRequest } from './request/resource-request.ts';
import type { ClaimsPolicy, TokenTimes } from './token/check-claims.ts';
import { AT_JWT_CLAIMS, checkClaims, checkTimes } from './token/check-claims.ts';
import { allowedAlgorithm, checkHeader } from './token/check-header.ts';
import type { UnverifiedToken } from './token/parse-access-token.ts';
import { parseAccessToken } from './token/parse-access-token.ts';
import type { TokenFacts } from './token/token-facts.ts';
import { RememberedFacts, tokenFacts } from './token/token-facts.ts';
import { TokenCache } from './token-cache.ts';

/**
 * A token that passed every check. Shared between requests, so nobody may change it. One flat object: each
 * more that is kept for a token costs 0.3 us of garbage collection.
 */
interface RememberedToken extends TokenTimes {
  readonly token: string;
  readonly header: AccessTokenHeader;
  readonly issuer: Issuer;
  readonly key: VerificationKey;
  /** Undefined until the token is sent again. */
  facts: RememberedFacts | undefined;
}

/** A token whose form is known: one that has passed before, or one that was taken apart. */
export type ReadToken = RememberedToken | UnverifiedToken;

/** A token that passes, as one caller sent it. */
export interface VerifiedToken {
  readonly token: string;
  readonly issuer: string;
  readonly expiresAt: number;
  readonly facts: TokenFacts;
}

/** How many headers are remembered, which issuers have one of for each key. */
const MAX_HEADERS = 100;

/** The longest encoded header that is remembered: several times that of any issuer. */
const MAX_HEADER_LENGTH = 1024;

/** Verifies access tokens: wires the issuers, their keys and the checks of `token/` together. */
export class TokenVerifier {
  readonly #issuers: IssuerRegistry;
  readonly #options: ResolvedOptions;
  readonly #requiredClaims: readonly string[];
  /** By the whole token: none is ever answered with what was remembered of another. Refused ones are not kept. */
  readonly #verified: TokenCache<RememberedToken> | undefined;
  /** Headers of verified tokens, already checked: most tokens of an issuer begin with the same text. */
  readonly #headers = new LruCache<string, AccessTokenHeader>(MAX_HEADERS);
  readonly #slab = new OctetSlab();

  constructor(issuers: IssuerRegistry, options: ResolvedOptions) {
    this.#issuers = issuers;
    this.#options = options;
    this.#requiredClaims =
      options.tokenType === 'at+jwt'
        ? [...AT_JWT_CLAIMS, ...options.requiredClaims]
        : options.requiredClaims;
    if (options.tokenCacheEntries) this.#verified = new TokenCache(options.tokenCacheEntries);
  }

  /**
   * Reads a token: one that has passed before is remembered, any other is taken apart. Whether it
   * passes, `verify` tells.
   *
   * @returns the token, or the reason why it is none
   */
  read(token: string): ReadToken | AuthErrorReason {
    return this.#verified?.get(token) ?? this.#parse(token);
  }

  /**
   * Verifies a token. The answer for a remembered token comes at once, not as a promise, and
   * touches neither WebCrypto nor the network.
   *
   * @throws {AuthError} also by rejection, when the token does not pass or cannot be judged
   */
  verify(
    token: ReadToken,
    request: ResourceRequest | undefined,
  ): VerifiedToken | Promise<VerifiedToken> {
    if (!isRemembered(token)) return this.#verifyAnew(token, request);
    const issuer = this.#issuers.find(token.issuer.policy.issuer, request);
    return issuer instanceof Promise
      ? issuer.then((found) => this.#recall(token, found, request))
      : this.#recall(token, issuer, request);
  }

  #parse(token: string): UnverifiedToken | AuthErrorReason {
    return parseAccessToken(token, this.#slab, this.#headers);
  }

  #recall(
    remembered: RememberedToken,
    issuer: Issuer,
    request: ResourceRequest | undefined,
  ): VerifiedToken | Promise<VerifiedToken> {
    if (this.#isStillGood(remembered, issuer)) {
      remembered.facts ??= new RememberedFacts(remembered.token, remembered.header);
      return presented(remembered, remembered.facts.copy());
    }
    const token = this.#parse(remembered.token);
    if (typeof token === 'string') throw new VerifyAccessTokenError(token);
    return this.#verifyAnew(token, request);
  }

  // What can change about a remembered token: the policy (a resolver's), the published keys, the time.
  #isStillGood(remembered: RememberedToken, issuer: Issuer): boolean {
    if (issuer !== remembered.issuer) return false;
    const now = this.#options.now();
    if (issuer.keys.current(now)?.has(remembered.key) !== true) return false;
    checkTimes(remembered, now, this.#options.clockTolerance);
    return true;
  }

  async #verifyAnew(
    { token, jws, header, claims, isHeaderKnown }: UnverifiedToken,
    request: ResourceRequest | undefined,
  ): Promise<VerifiedToken> {
    if (!isHeaderKnown) checkHeader(header, this.#options.tokenType);
    const found = this.#issuers.find(claims['iss'], request);
    const issuer = found instanceof Promise ? await found : found;
    const algorithm = allowedAlgorithm(header, issuer.policy.algorithms);
    const choose = (keys: KeySet): VerificationKey | AuthErrorReason =>
      keys.choose(header.kid, algorithm);
    const ready = issuer.keys.current(this.#options.now());
    const immediate = ready ? choose(ready) : 'unknown_key';
    const key =
      immediate === 'unknown_key'
        ? await waitForKey(issuer, ready !== undefined, choose)
        : immediate;
    if (typeof key === 'string') throw refusedKey(key, header);
    const judged = key.verify(algorithm, jws.signature, jws.signingInput);
    // While another thread is at the signature: nobody learns what came of it before that one is good.
    const claimed = this.#readClaims(claims, header, issuer);
    const verdict = await judged;
    if (verdict !== 'good') throw refusedSignature(verdict, header);
    if (claimed instanceof AuthError) throw claimed;
    // A stranger cannot fill the caches: whoever comes this far has a token of an accepted issuer.
    if (!isHeaderKnown && jws.encodedHeader.length <= MAX_HEADER_LENGTH) {
      this.#headers.set(detached(jws.encodedHeader), header);
    }
    const { exp, nbf } = claims as AccessTokenClaims;
    const verified = { token, header, issuer, key, exp, nbf, facts: undefined };
    this.#verified?.set(verified);
    return presented(verified, claimed);
  }

  #readClaims(claims: UnverifiedToken['claims'], header: AccessTokenHeader, issuer: Issuer): TokenFacts | AuthError {
    try {
      checkClaims(claims, this.#claimsPolicy(issuer), this.#options.now());
      return tokenFacts(header, claims as AccessTokenClaims);
    } catch (error) {
      return error as AuthError;
    }
  }

  #claimsPolicy({ policy: { audiences } }: Issuer): ClaimsPolicy {
    const { clockTolerance, dpop } = this.#options;
    const checkBinding = dpop.schemes.includes('dpop');
    return { audiences, clockTolerance, checkBinding, requiredClaims: this.#requiredClaims };
  }
}

function isRemembered(token: ReadToken): token is RememberedToken {
  return Object.hasOwn(token, 'key');
}

function presented({ token, issuer, exp }: RememberedToken, facts: TokenFacts): VerifiedToken {
  return { token, issuer: issuer.policy.issuer, expiresAt: exp, facts };
}

/** Waits for keys where there are none, then for newer ones where the token's is not among them. */
async function waitForKey(
  { keys }: Issuer,
  ready: boolean,
  choose: (keys: KeySet) => VerificationKey | AuthErrorReason,
): Promise<VerificationKey | AuthErrorReason> {
  if (!ready) {
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
