import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import express from 'express';
import { createLocalJWKSet } from 'jose';
import type { Configuration, JWK } from 'oidc-provider';
import type { ServerState, TokenOrder } from '../control/protocol.ts';
import type { CalendarProvider } from './calendar-provider.ts';
import { createCalendarProvider } from './calendar-provider.ts';
import { craftToken } from './craft-token.ts';
import { registerExchangeGrants } from './exchange/exchange-grants.ts';
import type { OidcProvider } from './load-oidc-provider.ts';
import { loadOidcProvider } from './load-oidc-provider.ts';
import { memoryStore } from './memory-store.ts';
import { interactionPages } from './pages/interaction-pages.ts';
import { providerConfiguration } from './provider-configuration.ts';
import type { SigningKeys } from './signing-key.ts';
import { asJwk, createSigningKey } from './signing-key.ts';

/** The authorization server, and what can be done to it while it runs. */
export interface AuthorizationServer {
  /** Answers its requests; it does not listen itself. */
  readonly listener: RequestListener;
  /** What it publishes, the newest first; the first one signs. */
  keys(): ServerState['keys'];
  /**
   * Signs with a new key from now on. The others stay published.
   *
   * @returns the `kid` of the new one
   */
  rotate(): Promise<string>;
  /**
   * Takes a key out of those that it publishes.
   *
   * @throws {Error} when there is no such key, or no other one
   */
  remove(kid: string): void;
  /** Makes a token that it would never issue. */
  craft(order: TokenOrder): Promise<string>;
}

/**
 * Makes a real authorization server for development: client credentials, authorization code with
 * PKCE, refresh tokens, and JWT access tokens (RFC 9068) for the resource that the client names
 * (RFC 8707), bound to the client's key where the token request comes with a DPoP proof (RFC 9449).
 * Users sign in with a second factor where the client asks for it (RFC 9470). APIs exchange tokens that
 * came to them (RFC 8693); the calendar that they may get tokens for is served beside it. Clients may register
 * themselves (RFC 7591). All that it knows is gone with the process.
 *
 * @param issuer the origin at which it is served
 */
export async function createAuthorizationServer(issuer: string): Promise<AuthorizationServer> {
  const [oidc, firstKey] = await Promise.all([loadOidcProvider(), createSigningKey()]);
  const constant: Constant = {
    issuer,
    oidc,
    calendar: createCalendarProvider(),
    memory: { adapter: memoryStore(), cookies: { keys: [randomUUID()] } },
  };
  let keys: SigningKeys = [firstKey];
  let application = createApplication(keys, constant);
  // The key set of a provider cannot be changed: another one takes over, with the same memory.
  const publish = (changed: SigningKeys): void => {
    keys = changed;
    application = createApplication(keys, constant);
  };
  return {
    listener: (request, response) => application(request, response),
    keys: () => keys.map(({ kid, alg }) => ({ kid, alg })),
    async rotate() {
      const key = await createSigningKey();
      publish([key, ...keys]);
      return key.kid;
    },
    remove(kid) {
      if (!keys.some((key) => key.kid === kid)) throw new Error('There is no key with this kid.');
      const [newest, ...others] = keys.filter((key) => key.kid !== kid);
      if (newest === undefined) throw new Error('The only key cannot be removed.');
      publish([newest, ...others]);
    },
    craft: (order) => craftToken(order, { issuer, key: keys[0] }),
  };
}

/** What stays while keys come and go. */
interface Constant {
  readonly issuer: string;
  readonly oidc: OidcProvider;
  readonly calendar: CalendarProvider;
  /** Where sessions, codes and registered clients are, and what signs the cookies that point there. */
  readonly memory: Pick<Configuration, 'adapter' | 'cookies'>;
}

function createApplication(
  keys: SigningKeys,
  { issuer, oidc, calendar, memory }: Constant,
): RequestListener {
  const provider = new oidc.Provider(issuer, {
    ...providerConfiguration(oidc),
    ...memory,
    jwks: { keys: keys.map((key) => asJwk(key, 'privateKey') as JWK) },
  });
  registerExchangeGrants({
    provider,
    errors: oidc.errors,
    keys: createLocalJWKSet({ keys: keys.map((key) => asJwk(key, 'publicKey')) }),
    calendar,
  });
  // oidc-provider answers 500 without a word; on a playground the word belongs on the terminal.
  provider.on('server_error', (_context, error) => console.error(error));
  const application = express().disable('x-powered-by');
  application.use(calendar.api);
  application.use(interactionPages(provider));
  application.use(provider.callback());
  return application;
}
