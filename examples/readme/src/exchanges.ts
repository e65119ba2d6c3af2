import { ApiClient } from '@holdfast/auth-core';

const api = new ApiClient({
  domain: 'tenant.eu.auth0.com',
  audience: 'https://api.example.com',
  clientId: 'my-api',
  clientAuthentication: {
    method: 'private_key_jwt',
    privateKey: process.env['CLIENT_KEY'] ?? '', // a CryptoKey, a JWK, or PKCS#8 PEM as here
    algorithm: 'ES256',
  },
  exchangeCache: { maxEntries: 1000 },
});

/** A token for another API, for a session of your own kind (an Auth0 Token Exchange Profile). */
export async function tokenForSession(session: string): Promise<string> {
  const { accessToken } = await api.getTokenByExchangeProfile(session, {
    subjectTokenType: 'urn:example:legacy-session',
    audience: 'https://orders.example.com',
    scope: 'read:orders',
  });
  return accessToken;
}

/** A token for the calendar that the user has connected (Auth0's Token Vault). */
export async function tokenForCalendar(accessToken: string): Promise<string> {
  const token = await api.getAccessTokenForConnection({
    connection: 'google-oauth2',
    accessToken,
  });
  return token.accessToken;
}
