import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import express from 'express';
import { exportJWK, generateKeyPair } from 'jose';
import type { Configuration, JWK } from 'oidc-provider';
import { createCalendarProvider } from './calendar-provider.ts';
import { EXCHANGE_GRANT_TYPES, registerExchangeGrants } from './exchange/exchange-grants.ts';
import { interactionPages } from './interaction-pages.ts';
import { loadOidcProvider } from './load-oidc-provider.ts';
import { memoryStore } from './memory-store.ts';
import { errorPage } from './page.ts';
import { APPLICATION, ARCHIVE_API, MACHINE, MESSAGES_API, scopesOf } from './parties.ts';
import { resourceServer } from './resource-server.ts';

/**
 * Makes a real authorization server for development: client credentials, authorization code with
 * PKCE, refresh tokens, and JWT access tokens (RFC 9068) for the resource that the client names
 * (RFC 8707), bound to the client's key where the token request comes with a DPoP proof (RFC 9449).
 * APIs exchange tokens that came to them (RFC 8693); the calendar that they may get tokens for is served beside it.
 * Clients may register themselves (RFC 7591). Its keys are made here and live as long as the process.
 *
 * @param issuer the origin at which it is served
 */
export async function createAuthorizationServer(issuer: string): Promise<RequestListener> {
  const [{ Provider, errors }, keys] = await Promise.all([
    loadOidcProvider(),
    generateKeyPair('RS256', { extractable: true }),
  ]);
  const signingKey = { ...(await exportJWK(keys.privateKey)), alg: 'RS256', use: 'sig' } as JWK;
  const provider = new Provider(issuer, {
    ...configuration(signingKey),
    features: features(errors.InvalidTarget),
  });
  const calendar = createCalendarProvider();
  registerExchangeGrants({ provider, errors, publicKey: keys.publicKey, calendar });
  // oidc-provider answers 500 without a word; on a playground the word belongs on the terminal.
  provider.on('server_error', (_context, error) => console.error(error));
  const app = express().disable('x-powered-by');
  app.get('/calendar/events', calendar.events);
  app.use(interactionPages(provider));
  app.use(provider.callback());
  return app;
}

const MINUTE = 60;

function configuration(signingKey: JWK): Configuration {
  return {
    adapter: memoryStore(),
    cookies: { keys: [randomUUID()] },
    jwks: { keys: [signingKey] },
    clients: [
      {
        client_id: MACHINE.id,
        client_secret: MACHINE.secret,
        token_endpoint_auth_method: 'client_secret_basic',
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
      },
      {
        client_id: APPLICATION.id,
        token_endpoint_auth_method: 'none',
        application_type: 'native',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: [APPLICATION.redirectUri],
      },
      ...[MESSAGES_API, ARCHIVE_API].map(({ id, secret }) => ({
        client_id: id,
        client_secret: secret,
        token_endpoint_auth_method: 'client_secret_basic' as const,
        grant_types: [...EXCHANGE_GRANT_TYPES],
        response_types: [],
        redirect_uris: [],
      })),
    ],
    responseTypes: ['code'],
    // What the API accepts: a token that is bound to another kind of key would be of no use.
    enabledJWA: { dPoPSigningAlgValues: ['ES256'] },
    scopes: [],
    // What a client may ask for is the resource's affair. The scope of its registration is that of
    // its first request, and would forbid it every later step-up (RFC 7591 section 3.2.1 allows this).
    extraClientMetadata: {
      properties: ['scope'],
      validator: (_context, _name, _value, metadata) => {
        delete metadata.scope;
      },
    },
    // The `act` claim of exchanged tokens, put there by the grant.
    extraTokenClaims: (_context, token) => token.extra,
    issueRefreshToken: async (_context, client) => client.grantTypeAllowed('refresh_token'),
    clientBasedCORS: () => false,
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    renderError: (context, { error, error_description }) => {
      context.type = 'html';
      context.body = errorPage(error_description ?? error);
    },
    ttl: {
      AccessToken: 10 * MINUTE,
      ClientCredentials: 10 * MINUTE,
      AuthorizationCode: MINUTE,
      Grant: 60 * MINUTE,
      IdToken: 10 * MINUTE,
      Interaction: 10 * MINUTE,
      RefreshToken: 60 * MINUTE,
      Session: 60 * MINUTE,
    },
  };
}

function features(InvalidTarget: new () => Error): Configuration['features'] {
  return {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: false },
    clientCredentials: { enabled: true },
    // A proof with the token request binds the token to the proof's key (RFC 9449 section 5).
    dPoP: { enabled: true },
    registration: { enabled: true, issueRegistrationAccessToken: false },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_context, indicator) => {
        const scopes = scopesOf(indicator);
        if (scopes === undefined) throw new InvalidTarget();
        return resourceServer(indicator, scopes);
      },
    },
  };
}
