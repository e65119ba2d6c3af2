import type { ProofInput } from './authenticator.ts';
import { Authenticator } from './authenticator.ts';
import type { ConnectionRequest } from './exchange/connection-request.ts';
import type { ExchangeProfileOptions, OnBehalfOfOptions } from './exchange/profile-request.ts';
import type {
  ConnectionToken,
  ExchangeProfileTokens,
  OnBehalfOfToken,
  TokenExchange,
} from './exchange/token-exchange.ts';
import type { Guard } from './guard/guard.ts';
import { refusePromise } from './guard/guard.ts';
import { IssuerRegistry } from './issuer/issuer-registry.ts';
import type { MetadataResponse } from './metadata/metadata-answer.ts';
import { metadataAnswer } from './metadata/metadata-answer.ts';
import { resourceDocument } from './metadata/resource-document.ts';
import type { AdmissionOptions } from './options/adapter.ts';
import type { ApiClientOptions } from './options/options.ts';
import type { ResolvedOptions } from './options/resolve.ts';
import { resolveOptions } from './options/resolve.ts';
import type { ChallengeSettings } from './refusal/challenge.ts';
import type { AuthError } from './refusal/errors.ts';
import {
  ConfigurationError,
  isAuthError,
  MissingAuthorizationError,
  VerifyAccessTokenError,
} from './refusal/errors.ts';
import type { RefusalResponse } from './refusal/response.ts';
import { refusalResponse } from './refusal/response.ts';
import { thrownError } from './refusal/thrown-error.ts';
import type { AccessTokenClaims, AccessTokenHeader, AuthInfo } from './request/auth-info.ts';
import { MAX_TOKEN_LENGTH } from './request/credentials.ts';
import type { DpopProofInfo } from './request/dpop-proof-info.ts';
import { isPreflight } from './request/preflight.ts';
import { pathOf } from './request/public-url.ts';
import type { RequestFields, ResourceRequest } from './request/resource-request.ts';
import { fieldValues } from './request/resource-request.ts';
import { sharesIo } from './request/single-flight.ts';
import { VARY } from './success.ts';
import { requireClaims } from './token/check-claims.ts';
import { TokenVerifier } from './token-verifier.ts';

/** A request that was refused: the error for the log, and the whole answer for the caller. */
export interface Refused {
  readonly ok: false;
  readonly error: AuthError;
  readonly response: RefusalResponse;
}

/** A request that was authenticated. `headers` (names in lower case) are to be added to the answer. */
export interface Authenticated<TClaims = AccessTokenClaims> {
  readonly ok: true;
  readonly auth: AuthInfo<TClaims>;
  readonly headers: Record<string, string>;
}

/** A request that may go on: authenticated, or without credentials where that is allowed. */
export interface Admitted<TClaims = AccessTokenClaims> {
  readonly ok: true;
  readonly auth: AuthInfo<TClaims> | undefined;
  readonly headers: Record<string, string>;
}

/** A verified token alone, as `verifyAccessToken` gives it. */
export interface VerifiedAccessToken<TClaims = AccessTokenClaims> {
  readonly claims: TClaims;
  readonly header: AccessTokenHeader;
}

/**
 * Verifies the access tokens that come to one API. Make one for each API and keep it: it holds the
 * issuers' keys and the verified tokens. Nothing is fetched before the first request.
 *
 * @typeParam TClaims the type of `auth.claims`, inferred from the `claims` schema
 * @example
 * const api = new ApiClient({ domain: 'tenant.eu.auth0.com', audience: 'https://api.example.com' });
 * const auth = await api.verifyRequest(request);
 * @see https://www.rfc-editor.org/rfc/rfc6750 https://www.rfc-editor.org/rfc/rfc9068
 */
export class ApiClient<TClaims = AccessTokenClaims> {
  readonly #options: ResolvedOptions;
  readonly #issuers: IssuerRegistry;
  readonly #tokens: TokenVerifier;
  readonly #authenticator: Authenticator<TClaims>;
  readonly #challenges: ChallengeSettings;
  #exchange: TokenExchange | undefined;
  readonly #metadata: { readonly path: string; readonly document: string } | undefined;

  /**
   * @param options read once; changing them later changes nothing
   * @throws {ConfigurationError} for an unknown option, a wrong one, or two that exclude each other
   */
  constructor(options: ApiClientOptions<TClaims>) {
    this.#options = resolveOptions(options);
    const { accepted, issuerDefaults, fetch, timeout, keyCache, now } = this.#options;
    this.#issuers = new IssuerRegistry(accepted, issuerDefaults, {
      fetch,
      timeout,
      now,
      lifetimes: keyCache,
      isShared: sharesIo(),
      insecureRequests: issuerDefaults.insecureRequests,
    });
    this.#tokens = new TokenVerifier(this.#issuers, this.#options);
    this.#authenticator = new Authenticator(this.#options, this.#tokens);
    const { realm, resourceMetadata, dpop } = this.#options;
    const { schemes, algorithms: proofAlgorithms } = dpop;
    const resourceMetadataUrl = resourceMetadata?.url;
    this.#challenges = { realm, resourceMetadataUrl, schemes, proofAlgorithms };
    if (resourceMetadata?.members === undefined) return;
    const facts = { accepted, schemes, proofAlgorithms };
    this.#metadata = {
      path: new URL(resourceMetadata.url).pathname,
      document: resourceDocument(resourceMetadata.members, facts),
    };
  }

  /**
   * Authenticates a request and makes the answer where it is refused. Never rejects for anything
   * that a caller sent; what an application's own function throws (`now`, a `claims` schema) it lets through.
   *
   * @param request the request; repeated header fields must be visible in it
   * @returns the caller, or the refusal
   * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
   */
  async authenticate(request: ResourceRequest): Promise<Authenticated<TClaims> | Refused> {
    const judged = this.#judge(request);
    return 'then' in judged ? await judged : judged;
  }

  /**
   * For adapters: as `authenticate`, with the requests that may go on without credentials. Answers
   * at once, not with a promise, where nothing has to be waited for.
   *
   * @param request the request; repeated header fields must be visible in it
   * @param options which requests may go on without credentials
   * @returns the caller, undefined where the request goes on without one; or the refusal
   * @throws whatever an application's own function throws, also by rejection
   * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
   */
  admit(
    request: ResourceRequest,
    { required = true, preflight = 'pass' }: AdmissionOptions = {},
  ): Admitted<TClaims> | Refused | Promise<Admitted<TClaims> | Refused> {
    if (preflight === 'pass' && isPreflight(request)) {
      return { ok: true, auth: undefined, headers: {} };
    }
    if (required === false && fieldValues(request, 'authorization').length === 0) {
      return { ok: true, auth: undefined, headers: { vary: VARY } };
    }
    return this.#judge(request);
  }

  /**
   * For adapters: lets a guard look at the caller.
   *
   * @param guard a guard of this package, or a function like one; not asynchronous
   * @param auth the caller; undefined where the request went on without credentials, which is refused
   * @param request the request that the guard stands before
   * @returns the refusal, or undefined where the request may go on
   * @throws {ConfigurationError} when the guard gives a promise
   * @throws whatever the guard throws that is no `AuthError`
   * @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1
   */
  enforce(
    guard: Guard,
    auth: AuthInfo<unknown> | undefined,
    request: ResourceRequest,
  ): Refused | undefined {
    try {
      if (auth === undefined) throw new MissingAuthorizationError('missing_authorization');
      refusePromise(guard(auth, { now: this.#options.now }), 'A guard');
      return undefined;
    } catch (error) {
      return this.#refused(error, request);
    }
  }

  /**
   * Makes the answer for an error that was thrown elsewhere, by a guard for instance, and records
   * its header fields in `error.headers`.
   *
   * @param error any `AuthError`
   * @param request the request that it refuses
   * @returns status, header fields (names in lower case) and body
   * @throws the error itself (as `thrownError` makes it one) when it is no `AuthError`: only the framework's
   * error handling may answer it
   * @see https://www.rfc-editor.org/rfc/rfc6750#section-3 https://www.rfc-editor.org/rfc/rfc9449#section-7.1
   */
  refusal(error: AuthError, request: RequestFields): RefusalResponse {
    if (!isAuthError(error)) throw thrownError(error);
    return refusalResponse(this.#challenges, error, request);
  }

  /**
   * For adapters: makes the function behind the route of the protected resource metadata.
   *
   * @returns a function that answers GET, HEAD and OPTIONS of the well-known URL of the option
   * `resourceMetadata`, without a token; undefined for every other path. Of the request's URL the path alone is
   * looked at, without the prefix of `publicUrl`.
   * @throws {ConfigurationError} when there is no document: the option is absent, or a URL
   * @see https://www.rfc-editor.org/rfc/rfc9728#section-3.1
   */
  metadata(): (request: Pick<ResourceRequest, 'method' | 'url'>) => MetadataResponse | undefined {
    const metadata = this.#metadata;
    if (metadata === undefined) {
      throw new ConfigurationError(
        'There is no metadata to serve: option "resourceMetadata" must be an object with a resource.',
      );
    }
    return ({ method, url }) =>
      pathOf(url)?.split('?', 1)[0] === metadata.path
        ? metadataAnswer(metadata.document, method)
        : undefined;
  }

  /**
   * Authenticates a request.
   *
   * @param request the request; repeated header fields must be visible in it
   * @returns the caller
   * @throws {MissingAuthorizationError} when there is no `Authorization` field
   * @throws {InvalidAuthSchemeError} when the scheme is not offered
   * @throws {InvalidRequestError} when the credentials are malformed or repeated
   * @throws {VerifyAccessTokenError} when the token does not pass
   * @throws {InvalidDpopProofError} when the proof does not pass, or was used before
   * @throws {UseDpopNonceError} when it needs a nonce of this server
   * @throws {AuthorizationServerError} when it cannot be judged
   * @see https://www.rfc-editor.org/rfc/rfc6750#section-3 https://www.rfc-editor.org/rfc/rfc9449#section-7
   */
  async verifyRequest(request: ResourceRequest): Promise<AuthInfo<TClaims>> {
    try {
      return (await this.#authenticator.authenticate(request)).auth;
    } catch (error) {
      if (isAuthError(error)) this.refusal(error, request);
      throw error;
    }
  }

  /**
   * Verifies an access token alone. Not checked: the scheme it came with, and, for a token bound
   * to a key (`cnf.jkt`), whether the caller holds that key.
   *
   * @param token the compact JWS
   * @param options `requiredClaims`: names that must be present besides those of the client
   * @returns the claims, or what the `claims` schema makes of them, and the JOSE header
   * @throws {VerifyAccessTokenError} when the token does not pass
   * @throws {AuthorizationServerError} when it cannot be judged
   * @see https://www.rfc-editor.org/rfc/rfc9068#section-4
   */
  async verifyAccessToken(
    token: string,
    { requiredClaims = [] }: { readonly requiredClaims?: readonly string[] | undefined } = {},
  ): Promise<VerifiedAccessToken<TClaims>> {
    if (typeof token !== 'string' || token.length > MAX_TOKEN_LENGTH) {
      throw new VerifyAccessTokenError('malformed_token');
    }
    const read = this.#tokens.read(token);
    if (typeof read === 'string') throw new VerifyAccessTokenError(read);
    const verified = await this.#tokens.verify(read, undefined);
    requireClaims(verified.facts.claims, requiredClaims);
    const { claims, header } = (await this.#authenticator.accept('bearer', verified)).auth;
    return { claims, header };
  }

  /**
   * Verifies a DPoP proof alone. Not checked: whether it was used before; the access token, of which
   * the hash alone is compared; and, without `jkt`, whether the token is bound to the proof's key.
   *
   * @param input the proof, the token that came with it, and the request that it was made for
   * @returns the thumbprint of its key, its `jti`, and its `iat` in seconds since the epoch
   * @throws {InvalidDpopProofError} with the reason of the first check of RFC 9449 section 4.3 that fails
   * @throws {UseDpopNonceError} when the client asks for nonces and the proof's is not good
   * @throws {VerifyAccessTokenError} `thumbprint_mismatch` when its key is another than `jkt`
   * @see https://www.rfc-editor.org/rfc/rfc9449#section-4.3
   */
  async verifyDpopProof(input: ProofInput): Promise<DpopProofInfo> {
    return this.#authenticator.verifyProof(input);
  }

  /**
   * Exchanges the caller's access token for one of a connection: Auth0's Token Vault.
   *
   * @param request the connection, the caller's token and, where the user has several accounts there, which
   * @returns the connection's token; not verified, because it is another API's
   * @throws {MissingRequiredArgumentError} when the connection or the token is not given
   * @throws {GetAccessTokenForConnectionError} when an argument is wrong
   * @throws {ApiError} when the authorization server refuses, or cannot be understood or reached
   * @throws {ConfigurationError} when the client is not set up for exchanges
   * @see https://www.rfc-editor.org/rfc/rfc8693#section-2.1
   */
  async getAccessTokenForConnection(request: ConnectionRequest): Promise<ConnectionToken> {
    return (await this.#exchanges()).forConnection(request);
  }

  /**
   * Exchanges a token of your own kind for tokens of the authorization server: RFC 8693, Auth0's
   * Token Exchange Profiles.
   *
   * @param subjectToken the token, as it is; not verified here, which is the affair of the authorization server
   * @param options `subjectTokenType` says what it is; the rest says what is wanted for it
   * @returns the tokens; none of them is verified. What is optional is there when the server sent it.
   * @throws {MissingRequiredArgumentError} when the token or its type is not given
   * @throws {GetTokenByExchangeProfileError} when an argument is wrong
   * @throws {ApiError} when the authorization server refuses, or cannot be understood or reached
   * @throws {ConfigurationError} when the client is not set up for exchanges
   * @see https://www.rfc-editor.org/rfc/rfc8693#section-2
   */
  async getTokenByExchangeProfile(
    subjectToken: string,
    options: ExchangeProfileOptions,
  ): Promise<ExchangeProfileTokens> {
    return (await this.#exchanges()).byProfile(subjectToken, options);
  }

  /**
   * Exchanges the caller's access token for one that another API takes, in the caller's name.
   *
   * @param accessToken the caller's token, as `auth.token` holds it; one that is bound to a DPoP key goes as it is
   * @param options `audience`: the other API; `scope`: what is wanted there
   * @returns the token; not verified. With `tokenType` `"DPoP"` it is bound to a key.
   * @throws {MissingRequiredArgumentError} when the token or the audience is not given
   * @throws {GetTokenByExchangeProfileError} when an argument is wrong
   * @throws {ApiError} when the authorization server refuses, or cannot be understood or reached
   * @throws {ConfigurationError} when the client is not set up for exchanges
   * @see https://www.rfc-editor.org/rfc/rfc8693#section-2
   */
  async getTokenOnBehalfOf(
    accessToken: string,
    options: OnBehalfOfOptions,
  ): Promise<OnBehalfOfToken> {
    return (await this.#exchanges()).onBehalfOf(accessToken, options);
  }

  // Loaded when it is first needed: an API that only verifies does not pay for it.
  async #exchanges(): Promise<TokenExchange> {
    if (this.#exchange === undefined) {
      const { TokenExchange } = await import('./exchange/token-exchange.ts');
      const { exchange, fetch, timeout, now } = this.#options;
      const server =
        exchange.issuer === undefined ? undefined : this.#issuers.exchange(exchange.issuer);
      this.#exchange ??= new TokenExchange({
        options: exchange,
        fetch,
        timeout,
        now,
        server: server && {
          issuer: server.policy.issuer,
          tokenEndpoint: () => server.tokenEndpoint(),
        },
      });
    }
    return this.#exchange;
  }

  /**
   * Fetches the metadata and keys of every issuer ahead of traffic. Issuers that a resolver names
   * are not known before a request and stay out.
   *
   * @throws {AggregateError} with one `AuthorizationServerError` in `errors` for each issuer that failed. One whose keys
   * were fetched before and still serve (`keyCache.staleIfError`) has not.
   */
  async warmUp(): Promise<void> {
    const now = this.#options.now();
    const loads = this.#issuers.fixed.map(({ keys }) => keys.current(now) ?? keys.load());
    const failures = (await Promise.allSettled(loads)).filter((load) => load.status === 'rejected');
    if (failures.length === 0) return;
    throw new AggregateError(
      failures.map((failure) => failure.reason as unknown),
      'Not every issuer could be reached.',
    );
  }

  // At once, not with a promise, where nothing has to be waited for.
  #judge(
    request: ResourceRequest,
  ): Authenticated<TClaims> | Refused | Promise<Authenticated<TClaims> | Refused> {
    try {
      const success = this.#authenticator.authenticate(request);
      if (!('then' in success)) return success;
      return success.catch((error: unknown) => this.#refused(error, request));
    } catch (error) {
      return this.#refused(error, request);
    }
  }

  #refused(error: unknown, request: ResourceRequest): Refused {
    const response = this.refusal(error as AuthError, request);
    return { ok: false, error: error as AuthError, response };
  }
}
