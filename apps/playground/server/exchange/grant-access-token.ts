import { randomUUID } from 'node:crypto';
import { scopesOf } from '../parties.ts';
import { resourceServer } from '../resource-server.ts';
import type { ExchangeRequest, ExchangeSetting } from './exchange-setting.ts';
import { ACCESS_TOKEN } from './exchange-setting.ts';

/** Whom an access token is to speak for. */
export interface Grant {
  readonly subject: string;
  /** Who acts for the subject: the `act` claim. */
  readonly act?: object;
  /** When what it was exchanged for runs out, in seconds since the epoch. */
  readonly until?: number;
}

/** Answers with an access token for the API that `audience` names (RFC 8693 section 2.2.1). */
export async function grantAccessToken(
  request: ExchangeRequest,
  { provider, errors }: ExchangeSetting,
  { subject, act, until = Number.POSITIVE_INFINITY }: Grant,
): Promise<void> {
  const { client, params } = request.oidc;
  const { audience = '', scope, requested_token_type: wanted = ACCESS_TOKEN } = params;
  if (wanted !== ACCESS_TOKEN) {
    throw new errors.InvalidRequest(`requested_token_type must be ${ACCESS_TOKEN}`);
  }
  const scopes = scopesOf(audience);
  if (scopes === undefined) throw new errors.InvalidTarget('audience is no API of this server');
  const granted = scope ?? Object.keys(scopes).join(' ');
  if (!granted.split(' ').every((name) => Object.hasOwn(scopes, name))) {
    throw new errors.InvalidScope('scope is not one of the audience', granted);
  }
  const server = resourceServer(audience, scopes);
  const remaining = Math.floor(until - Date.now() / 1000);
  const token = new provider.AccessToken({
    accountId: subject,
    client,
    // No consent stands behind it that could be withdrawn.
    grantId: randomUUID(),
    gty: 'token_exchange',
    scope: granted,
    resourceServer: new provider.ResourceServer(audience, server),
    expiresIn: Math.max(1, Math.min(server.accessTokenTTL, remaining)),
    ...(act !== undefined && { extra: { act } }),
  });
  request.body = {
    access_token: await token.save(),
    issued_token_type: ACCESS_TOKEN,
    token_type: 'Bearer',
    expires_in: token.expiration,
    scope: granted,
  };
}
