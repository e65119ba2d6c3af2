import type { Issuer } from './issuer/issuer.ts';
import type { VerificationKey } from './request/jws/verification-key.ts';
import type { TokenTimes } from './token/check-claims.ts';
import type { KnownHeader } from './token/parse-access-token.ts';
import type { RememberedFacts, TokenFacts } from './token/token-facts.ts';

/**
 * A token that passed every check. Shared between requests, so nobody may change it. One flat object: each
 * more that is kept for a token costs 0.3 us of garbage collection.
 */
export interface RememberedToken extends TokenTimes, Pick<KnownHeader, 'copyHeader'> {
  readonly token: string;
  readonly issuer: Issuer;
  readonly key: VerificationKey;
  /** Undefined until the token is sent again. */
  facts: RememberedFacts | undefined;
}

/** A token that passes, as one caller sent it. */
export interface VerifiedToken {
  readonly token: string;
  readonly issuer: string;
  readonly expiresAt: number;
  readonly facts: TokenFacts;
}

/** Gives a caller what belongs to him of a token that passed. */
export function presented(
  { token, issuer, exp }: RememberedToken,
  facts: TokenFacts,
): VerifiedToken {
  return { token, issuer: issuer.policy.issuer, expiresAt: exp, facts };
}
