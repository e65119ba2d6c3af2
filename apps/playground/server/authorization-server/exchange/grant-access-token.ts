import { randomUUID } from 'node:crypto';
import { scopesOf } from '../../parties.ts';
import { resourceServer } from '../resource-server.ts';
import { lifetimeUntil, USUAL_LIFETIME } from '../token-lifetime.ts';
import type { ExchangeRequest, ExchangeSetting } from './exchange-setting.ts';
import { ACCESS_TOKEN } from './exchange-setting.ts';

/** Whom an access token is to speak for, and where. */
export interface Grant {
  readonly subject: string;
  /** Those that `audience` may be. */
  readonly audiences: readonly string[];
  /** Says whether the subject may have a scope of the audience. Default: every one. */
  readonly mayHave?: (scope: string) => boolean;
  /** When what it was exchanged for runs out, in seconds since the epoch. */
  readonly until?: number;
  /** Claims besides those that every token has. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** Answers with an access token for the API that `audience` names (RFC 8693 section 2.2.1). */
export async function grantAccessToken(
  request: ExchangeRequest,
  { provider, errors }: ExchangeSetting,
  { subject, audiences, mayHave = () => true, until = Number.POSITIVE_INFINITY, extra }: Grant,
): Promise<void> {
  const { client, params } = request.oidc;
  const { audience = '', scope, requested_token_type: wanted = ACCESS_TOKEN } = params;
  if (wanted !== ACCESS_TOKEN) {
    throw new errors.InvalidRequest(`requested_token_type must be ${ACCESS_TOKEN}`);
  }
  const scopes = audiences.includes(audience) ? scopesOf(audience) : undefined;
  if (scopes === undefined) {
    throw new errors.InvalidTarget('audience is none that this client may exchange for');
  }
  const granted = scope ?? Object.keys(scopes).join(' ');
  if (!granted.split(' ').every((name) => Object.hasOwn(scopes, name) && mayHave(name))) {
    throw new errors.InvalidScope('scope is none that the subject has at the audience', granted);
  }
  const server = resourceServer(audience, scopes, USUAL_LIFETIME);
  const token = new provider.AccessToken({
    accountId: subject,
    client,
    // No consent stands behind it that could be withdrawn.
    grantId: randomUUID(),
    gty: 'token_exchange',
    scope: granted,
    resourceServer: new provider.ResourceServer(audience, server),
    expiresIn: lifetimeUntil(until, USUAL_LIFETIME),
    ...(extra !== undefined && { extra }),
  });
  request.body = {
    access_token: await token.save(),
    issued_token_type: ACCESS_TOKEN,
    token_type: 'Bearer',
    expires_in: token.expiration,
    scope: granted,
  };
}
