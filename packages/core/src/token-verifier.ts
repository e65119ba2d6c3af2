import type { Issuer } from './issuer/issuer.ts';
import type { IssuerRegistry } from './issuer/issuer-registry.ts';
import { NewTokenVerifier } from './new-token-verifier.ts';
import type { ResolvedOptions } from './options/resolve.ts';
import { VerifyAccessTokenError } from './refusal/errors.ts';
import type { AuthErrorReason } from './refusal/reasons.ts';
import type { AccessTokenClaims } from './request/auth-info.ts';
import type { ResourceRequest } from './request/resource-request.ts';
import { checkTimes } from './token/check-claims.ts';
import type { UnverifiedToken } from './token/parse-access-token.ts';
import { RememberedFacts } from './token/token-facts.ts';
import { TokenCache } from './token-cache.ts';
import type { RememberedToken, VerifiedToken } from './verified-token.ts';
import { presented } from './verified-token.ts';

/** A token whose form is known: one that has passed before, or one that was taken apart. */
export type ReadToken = RememberedToken | UnverifiedToken;

/** Verifies access tokens, and remembers those that pass. */
export class TokenVerifier {
  readonly #issuers: IssuerRegistry;
  readonly #options: ResolvedOptions;
  readonly #anew: NewTokenVerifier;
  /** By the whole token: none is ever answered with what was remembered of another. Refused ones are not kept. */
  readonly #verified: TokenCache<RememberedToken> | undefined;

  constructor(issuers: IssuerRegistry, options: ResolvedOptions) {
    this.#issuers = issuers;
    this.#options = options;
    if (options.tokenCacheEntries) this.#verified = new TokenCache(options.tokenCacheEntries);
    this.#anew = new NewTokenVerifier(issuers, options, (token) => this.#verified?.set(token));
  }

  /**
   * Reads a token: one that has passed before is remembered, any other is taken apart. Whether it
   * passes, `verify` tells.
   *
   * @returns the token, or the reason why it is none
   */
  read(token: string): ReadToken | AuthErrorReason {
    return this.#verified?.get(token) ?? this.#anew.read(token);
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
    if (!isRemembered(token)) return this.#anew.verify(token, request);
    const issuer = this.#issuers.find(token.issuer.policy.issuer, request);
    return 'then' in issuer
      ? issuer.then((found) => this.#recall(token, found, request))
      : this.#recall(token, issuer, request);
  }

  #recall(
    remembered: RememberedToken,
    issuer: Issuer,
    request: ResourceRequest | undefined,
  ): VerifiedToken | Promise<VerifiedToken> {
    if (this.#isStillGood(remembered, issuer)) {
      remembered.facts ??= new RememberedFacts(
        remembered.copyHeader,
        this.#readAgain(remembered).claims as AccessTokenClaims,
      );
      return presented(remembered, remembered.facts.copy());
    }
    return this.#anew.verify(this.#readAgain(remembered), request);
  }

  #readAgain({ token }: RememberedToken): UnverifiedToken {
    const read = this.#anew.read(token);
    if (typeof read === 'string') throw new VerifyAccessTokenError(read);
    return read;
  }

  // What can change about a remembered token: the policy (a resolver's), the published keys, the time.
  #isStillGood(remembered: RememberedToken, issuer: Issuer): boolean {
    if (issuer !== remembered.issuer) return false;
    const now = this.#options.now();
    if (issuer.keys.current(now)?.has(remembered.key) !== true) return false;
    checkTimes(remembered, now, this.#options.clockTolerance);
    return true;
  }
}

function isRemembered(token: ReadToken): token is RememberedToken {
  return Object.hasOwn(token, 'key');
}
