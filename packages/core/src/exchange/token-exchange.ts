import type { ResolvedExchange } from '../options/exchange.ts';
import { isAuthError } from '../refusal/errors.ts';
import type { ClientCredentials } from './client-authentication.ts';
import { clientAuthentication } from './client-authentication.ts';
import type { ConnectionRequest } from './connection-request.ts';
import { connectionForm } from './connection-request.ts';
import type { ExchangedToken } from './exchange-cache.ts';
import { ExchangeCache } from './exchange-cache.ts';
import { ApiError, notConfigured } from './exchange-errors.ts';
import type { ExchangeForm } from './exchange-form.ts';
import type { ExchangeProfileOptions } from './profile-request.ts';
import { onBehalfOfForm, profileForm } from './profile-request.ts';
import { subjectExpiry } from './subject-expiry.ts';
import type { Sending, TokenEndpoint } from './token-endpoint.ts';
import { requestToken } from './token-endpoint.ts';

/** A token of a connection. */
export interface ConnectionToken {
  readonly accessToken: string;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
  /** `""` where the server does not say. */
  readonly scope: string;
}

/** A token that was got on behalf of the caller. */
export interface OnBehalfOfToken {
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
  /** The optional members are there exactly when the server sent them. */
  readonly scope?: string;
  readonly tokenType?: string;
  readonly issuedTokenType?: string;
}

/** What a profile gave. None of the tokens has been verified, the ID token neither. */
export interface ExchangeProfileTokens extends OnBehalfOfToken {
  readonly idToken?: string;
  readonly refreshToken?: string;
}

/** What the exchanges need besides their arguments. */
export interface ExchangeSettings extends Sending {
  readonly options: ResolvedExchange;
  /** Whose token endpoint is used; undefined where the options name no single one. */
  readonly server: TokenServer | undefined;
  /** Seconds since the epoch. */
  readonly now: () => number;
}

/** The authorization server. */
export interface TokenServer {
  readonly issuer: string;
  /** Its token endpoint's URL; rejects with an `AuthError` when it cannot be found out. */
  readonly tokenEndpoint: () => Promise<string>;
}

/** Exchanges the caller's token at the token endpoint (RFC 8693, Auth0's Token Vault). */
export class TokenExchange {
  readonly #settings: ExchangeSettings;
  readonly #cache: ExchangeCache | undefined;
  #authenticate: TokenEndpoint['authenticate'] | undefined;

  constructor(settings: ExchangeSettings) {
    this.#settings = settings;
    const { cacheEntries } = settings.options;
    if (cacheEntries) this.#cache = new ExchangeCache(cacheEntries, settings.now);
  }

  async forConnection(request: ConnectionRequest): Promise<ConnectionToken> {
    const {
      accessToken,
      expiresAt,
      scope = '',
    } = await this.#exchange(connectionForm(request, this.#client().credentials.clientId));
    return { accessToken, expiresAt, scope };
  }

  async byProfile(
    subjectToken: string,
    options: ExchangeProfileOptions,
  ): Promise<ExchangeProfileTokens> {
    return this.#exchange(profileForm(subjectToken, options));
  }

  async onBehalfOf(
    accessToken: string,
    options: { readonly audience: string; readonly scope?: string | undefined },
  ): Promise<OnBehalfOfToken> {
    const { idToken, refreshToken, ...token } = await this.#exchange(
      onBehalfOfForm(accessToken, options),
    );
    return token;
  }

  async #exchange(form: ExchangeForm): Promise<ExchangedToken> {
    const { server, credentials } = this.#client();
    if (this.#cache === undefined) return this.#request(form);
    // As JSON, so that no two exchanges can share a key. The order of the names does not count,
    // that of a list's values does.
    const fields = form.fields.toSorted(([one], [other]) =>
      one < other ? -1 : Number(one > other),
    );
    const key = JSON.stringify([server.issuer, credentials.clientId, form.grantType, fields]);
    const expiry = subjectExpiry(form.subjectToken);
    const token = await this.#cache.get(key, expiry, () => this.#request(form));
    return { ...token, expiresIn: Math.max(0, token.expiresAt - Math.floor(this.#settings.now())) };
  }

  async #request(form: ExchangeForm): Promise<ExchangedToken> {
    const { now } = this.#settings;
    const { server, credentials } = this.#client();
    this.#authenticate ??= await clientAuthentication({ ...credentials, now });
    const url = await endpointOf(server);
    const endpoint = { issuer: server.issuer, url, authenticate: this.#authenticate };
    // The life of the token begins before its answer arrives.
    const sentAt = now();
    const answer = await requestToken(endpoint, form, this.#settings);
    return { ...answer, expiresAt: Math.floor(sentAt + answer.expiresIn) };
  }

  #client(): {
    readonly server: TokenServer;
    readonly credentials: Omit<ClientCredentials, 'now'>;
  } {
    const { server, options } = this.#settings;
    const { clientId, clientSecret, authentication } = options;
    if (clientId === undefined) throw notConfigured('clientId');
    if (authentication === undefined) throw notConfigured('clientSecret" or "clientAuthentication');
    if (server === undefined) throw notConfigured('exchangeIssuer');
    return { server, credentials: { clientId, clientSecret, authentication } };
  }
}

async function endpointOf(server: TokenServer): Promise<string> {
  try {
    return await server.tokenEndpoint();
  } catch (cause) {
    if (!isAuthError(cause)) throw cause;
    const { url } = cause.details;
    throw new ApiError(
      `The token endpoint of the authorization server cannot be found out from ${String(url)}.`,
      'discovery_error',
      502,
      cause,
    );
  }
}
