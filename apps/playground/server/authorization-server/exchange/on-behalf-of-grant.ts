import { getDelegationChain } from '@holdfast/auth-core';
import { STANDS_FOR } from '../../parties.ts';
import type { Exchange, ExchangeRequest } from './exchange-setting.ts';
import { grantAccessToken } from './grant-access-token.ts';
import type { Subject } from './verify-subject.ts';
import { verifySubject } from './verify-subject.ts';

/**
 * Exchanges an access token that came to an API for one with which this API calls another, in the
 * caller's name. The `act` claim says who does that; what acted before is nested in it (RFC 8693 section 4.1).
 */
export async function onBehalfOfGrant(request: ExchangeRequest, exchange: Exchange): Promise<void> {
  const subject = await verifySubject(request, exchange);
  const { sub, act, exp, acr, auth_time } = subject;
  checkActors(subject, exchange);
  const scopes = typeof subject.scope === 'string' ? subject.scope.split(' ') : [];
  await grantAccessToken(request, exchange, {
    subject: sub,
    audiences: exchange.api.exchanges.onBehalfOf,
    mayHave: (scope) => scopes.includes(STANDS_FOR.get(scope) ?? scope),
    until: exp,
    extra: {
      act: { sub: exchange.api.id, ...(act !== undefined && { act }) },
      // It is still the sign-in of the first token (RFC 9068 section 2.2.1).
      acr,
      auth_time,
    },
  });
}

// This server's own key signs tokens to order too, so that its signature says nothing of their form.
function checkActors(subject: Subject, { errors }: Exchange): void {
  try {
    getDelegationChain(subject);
  } catch (cause) {
    throw new errors.InvalidRequest('act of subject_token is no actor', 400, { cause });
  }
}
