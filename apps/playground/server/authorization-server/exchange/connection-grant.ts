import type { Exchange, ExchangeRequest } from './exchange-setting.ts';
import { verifySubject } from './verify-subject.ts';

const CONNECTION_TOKEN = 'http://auth0.com/oauth/token-type/federated-connection-access-token';

/**
 * Exchanges an access token that came to an API for a token of another company at which the user has
 * an account: what Auth0 calls the Token Vault.
 */
export async function connectionGrant(request: ExchangeRequest, exchange: Exchange): Promise<void> {
  const { errors, calendar, api } = exchange;
  const { sub, exp } = await verifySubject(request, exchange);
  const { requested_token_type: wanted, connection, login_hint: account } = request.oidc.params;
  if (wanted !== CONNECTION_TOKEN) {
    throw new errors.InvalidRequest(`requested_token_type must be ${CONNECTION_TOKEN}`);
  }
  if (!api.exchanges.connections.includes(connection ?? '')) {
    throw new errors.InvalidRequest('connection is none that this client may exchange for');
  }
  const token = calendar.issueToken({ user: sub, account, until: exp });
  if (token === undefined) {
    throw new errors.CustomOIDCProviderError(
      'invalid_grant',
      'the user has no such account at this connection',
    );
  }
  request.body = {
    access_token: token.value,
    issued_token_type: CONNECTION_TOKEN,
    token_type: 'Bearer',
    expires_in: token.expiresIn,
    scope: token.scope,
  };
}
