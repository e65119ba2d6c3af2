import type { Exchange, ExchangeRequest } from './exchange-setting.ts';
import { grantAccessToken } from './grant-access-token.ts';
import { verifySubject } from './verify-subject.ts';

/**
 * Exchanges an access token that came to an API for one with which this API calls another, in the
 * caller's name. The `act` claim says who does that; what acted before is nested in it (RFC 8693 section 4.1).
 */
export async function onBehalfOfGrant(request: ExchangeRequest, exchange: Exchange): Promise<void> {
  const { sub, act, exp, acr, auth_time } = await verifySubject(request, exchange);
  await grantAccessToken(request, exchange, {
    subject: sub,
    audiences: exchange.api.exchanges.onBehalfOf,
    until: exp,
    extra: {
      act: { sub: exchange.api.id, ...(act !== undefined && { act }) },
      // It is still the sign-in of the first token (RFC 9068 section 2.2.1).
      acr,
      auth_time,
    },
  });
}
