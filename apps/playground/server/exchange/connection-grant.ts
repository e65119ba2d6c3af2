import { CALENDAR } from '../parties.ts';
import type { Exchange, ExchangeRequest } from './exchange-setting.ts';
import { verifySubject } from './verify-subject.ts';

const CONNECTION_TOKEN = 'http://auth0.com/oauth/token-type/federated-connection-access-token';

/**
 * Exchanges an access token that came to an API for a token of another company at which the user has
 * an account: what Auth0 calls the Token Vault.
 */
export async function connectionGrant(request: ExchangeRequest, exchange: Exchange): Promise<void> {
  const { errors, calendar } = exchange;
  const { sub } = await verifySubject(request, exchange);
  const { requested_token_type: wanted, connection, login_hint: account } = request.oidc.params;
  if (wanted !== CONNECTION_TOKEN) {
    throw new errors.InvalidRequest(`requested_token_type must be ${CONNECTION_TOKEN}`);
  }
  if (connection !== CALENDAR) {
    throw new errors.InvalidRequest('connection is none of this server');
  }
  const token = calendar.issueToken(sub, account);
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
