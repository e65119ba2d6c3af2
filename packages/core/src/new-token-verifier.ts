import type { Issuer } from './issuer/issuer.ts';
import type { IssuerRegistry } from './issuer/issuer-registry.ts';
import type { KeySet } from './issuer/key-set.ts';
import { waitForKey } from './issuer/wait-for-key.ts';
import { LruCache } from './lru-cache.ts';
import type { ResolvedOptions } from './options/resolve.ts';
import type { AuthError } from './refusal/errors.ts';
import { AuthorizationServerError, VerifyAccessTokenError } from './refusal/errors.ts';
import type { AuthErrorReason } from './refusal/reasons.ts';
import type { AccessTokenClaims, AccessTokenHeader } from './request/auth-info.ts';
import { detached } from './request/detached.ts';
import { OctetSlab } from './request/jws/octet-slab.ts';
import type { SignatureAlgorithm } from './request/jws/signature-algorithms.ts';
import type { SignatureVerdict, VerificationKey } from './request/jws/verification-key.ts';
import type { ResourceRequest } from './request/resource-request.ts';
import { jsonCopier } from './request/safe-json.ts';
import type { ClaimsPolicy } from './token/check-claims.ts';
import { AT_JWT_CLAIMS, checkClaims } from './token/check-claims.ts';
import { allowedAlgorithm, checkHeader } from './token/check-header.ts';
import type { KnownHeader, UnverifiedToken } from './token/parse-access-token.ts';
import { parseAccessToken } from './token/parse-access-token.ts';
import { tokenFacts } from './token/token-facts.ts';
import type { RememberedToken, VerifiedToken } from './verified-token.ts';
import { presented } from './verified-token.ts';

/** How many headers are remembered, which issuers have one of for each key. */
const MAX_HEADERS = 100;

/** The longest encoded header that is remembered: several times that of any issuer. */
const MAX_HEADER_LENGTH = 1024;

/**
 * Verifies tokens that are not remembered. Its methods are not async: what such a function keeps while it waits,
 * and `await` itself, made a sixth of a new token's garbage.
 */
export class NewTokenVerifier {
  readonly #issuers: IssuerRegistry;
  readonly #options: ResolvedOptions;
  readonly #policy: Omit<ClaimsPolicy, 'audiences'>;
  readonly #remember: (token: RememberedToken) => void;
  /** Headers of verified tokens, already checked: most tokens of an issuer begin with the same text. */
  readonly #headers = new LruCache<string, KnownHeader>(MAX_HEADERS);
  readonly #slab = new OctetSlab();

  /** @param remember gets each token that passes, and no other */
  constructor(
    issuers: IssuerRegistry,
    options: ResolvedOptions,
    remember: (token: RememberedToken) => void,
  ) {
    this.#issuers = issuers;
    this.#options = options;
    this.#remember = remember;
    const { clockTolerance, dpop, requiredClaims } = options;
    const ofType = options.tokenType === 'at+jwt' ? AT_JWT_CLAIMS : [];
    this.#policy = {
      clockTolerance,
      checkBinding: dpop.schemes.includes('dpop'),
      requiredClaims: [...ofType, ...requiredClaims],
    };
  }

  /**
   * Takes a token apart.
   *
   * @returns the parts, or the reason why it is none
   */
  read(token: string): UnverifiedToken | AuthErrorReason {
    return parseAccessToken(token, this.#slab, this.#headers);
  }

  /**
   * Verifies a token.
   *
   * @throws {AuthError} also by rejection, when the token does not pass or cannot be judged
   */
  verify(token: UnverifiedToken, request: ResourceRequest | undefined): Promise<VerifiedToken> {
    if (token.known === undefined) checkHeader(token.header, this.#options.tokenType);
    const issuer = this.#issuers.find(token.claims['iss'], request);
    return 'then' in issuer
      ? issuer.then((found) => this.#verifyOf(found, token))
      : this.#verifyOf(issuer, token);
  }

  #verifyOf(issuer: Issuer, token: UnverifiedToken): Promise<VerifiedToken> {
    const algorithm = allowedAlgorithm(token.header, issuer.policy.algorithms);
    const task = { token, issuer, algorithm };
    const key = issuer.keys.current(this.#options.now())?.choose(token.header.kid, algorithm);
    return key === undefined || key === 'unknown_key'
      ? this.#verifyLater(task, key === undefined)
      : this.#verifyWith(key, task);
  }

  // By itself, since what a function's closures capture is allocated wherever it goes on.
  async #verifyLater(task: Task, areNoKeys: boolean): Promise<VerifiedToken> {
    const { token, issuer, algorithm } = task;
    const choose = (keys: KeySet): VerificationKey | AuthErrorReason =>
      keys.choose(token.header.kid, algorithm);
    return this.#verifyWith(await waitForKey(issuer.keys, areNoKeys, choose), task);
  }

  #verifyWith(key: VerificationKey | AuthErrorReason, task: Task): Promise<VerifiedToken> {
    const { token, issuer, algorithm } = task;
    if (typeof key === 'string') throw refusedKey(key, token.header);
    const judged = key.verify(algorithm, token.jws.signature, token.jws.signingInput);
    // Checked while another thread is at the signature, so that a request that comes alone waits less. What comes of it
    // nobody learns before the signature is good; what takes more than a look at each claim waits for that, too.
    const failure = this.#checkClaims(token, issuer);
    return judged.then((verdict) => {
      if (verdict !== 'good') throw refusedSignature(verdict, token.header);
      if (failure !== undefined) throw failure;
      return this.#accept(token, issuer, key);
    });
  }

  #checkClaims({ claims }: UnverifiedToken, { policy: { audiences } }: Issuer): unknown {
    const { clockTolerance, checkBinding, requiredClaims } = this.#policy;
    const now = this.#options.now();
    try {
      checkClaims(claims, { audiences, clockTolerance, checkBinding, requiredClaims }, now);
      return undefined;
    } catch (error) {
      return error;
    }
  }

  // A stranger cannot fill the caches: whoever comes this far has a token of an accepted issuer.
  #accept(
    { token, jws: { encodedHeader }, header, claims, known }: UnverifiedToken,
    issuer: Issuer,
    key: VerificationKey,
  ): VerifiedToken {
    const { copyHeader } = known ?? this.#rememberHeader(encodedHeader, header);
    const facts = tokenFacts(copyHeader, claims as AccessTokenClaims);
    const { exp, nbf } = facts.claims;
    const verified = { token, copyHeader, issuer, key, exp, nbf, facts: undefined };
    this.#remember(verified);
    return presented(verified, facts);
  }

  #rememberHeader(encoded: string, header: AccessTokenHeader): KnownHeader {
    const known = { header, copyHeader: jsonCopier(header) };
    if (encoded.length <= MAX_HEADER_LENGTH) this.#headers.set(detached(encoded), known);
    return known;
  }
}

/** What is to be verified, and with which algorithm. */
interface Task {
  readonly token: UnverifiedToken;
  readonly issuer: Issuer;
  readonly algorithm: SignatureAlgorithm;
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
