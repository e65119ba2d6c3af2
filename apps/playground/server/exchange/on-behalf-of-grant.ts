import type { Exchange, ExchangeRequest } from './exchange-setting.ts';
import { grantAccessToken } from './grant-access-token.ts';
import { verifySubject } from './verify-subject.ts';

/**
 * Exchanges an access token that came to an API for one with which this API calls another, in the
 * caller's name. The `act` claim says who does that; what acted before is nested in it (RFC 8693 section 4.1).
 */
export async function onBehalfOfGrant(request: ExchangeRequest, exchange: Exchange): Promise<void> {
  const { sub, act, exp } = await verifySubject(request, exchange);
  const actor = { sub: request.oidc.client.clientId, ...(act !== undefined && { act }) };
  await grantAccessToken(request, exchange, { subject: sub, act: actor, until: exp });
}
