import { LEGACY_SESSIONS } from '../../parties.ts';
import type { Exchange, ExchangeRequest } from './exchange-setting.ts';
import { grantAccessToken } from './grant-access-token.ts';

/**
 * Exchanges a session of the system from before OAuth for an access token of its user: what Auth0
 * calls a Token Exchange Profile. The token speaks for the user alone: nobody acts.
 */
export async function legacySessionGrant(
  request: ExchangeRequest,
  exchange: Exchange,
): Promise<void> {
  const user = LEGACY_SESSIONS.get(request.oidc.params.subject_token ?? '');
  // RFC 8693 section 2.2.2: this code, whatever is wrong with the subject token.
  if (user === undefined) {
    throw new exchange.errors.InvalidRequest('subject_token is no session that is under way');
  }
  const audiences = exchange.api.exchanges.sessions;
  await grantAccessToken(request, exchange, { subject: user, audiences });
}
