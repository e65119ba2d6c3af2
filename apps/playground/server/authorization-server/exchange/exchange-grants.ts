import { ARCHIVE_API, LEGACY_SESSION, MESSAGES_API } from '../../parties.ts';
import { connectionGrant } from './connection-grant.ts';
import type { Exchange, ExchangeRequest, ExchangeSetting } from './exchange-setting.ts';
import { ACCESS_TOKEN, EXCHANGE_FIELDS } from './exchange-setting.ts';
import { legacySessionGrant } from './legacy-session-grant.ts';
import { onBehalfOfGrant } from './on-behalf-of-grant.ts';

const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const CONNECTION_EXCHANGE =
  'urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token';

/** The grant types that these are: what a client needs to be registered with. */
export const EXCHANGE_GRANT_TYPES: readonly string[] = [TOKEN_EXCHANGE, CONNECTION_EXCHANGE];

/** Teaches the authorization server the three exchanges. */
export function registerExchangeGrants(setting: ExchangeSetting): void {
  const { provider, errors } = setting;
  const register = (name: string, grant: Grant): void =>
    provider.registerGrantType(
      name,
      async (request: ExchangeRequest) => {
        const api = [MESSAGES_API, ARCHIVE_API].find(
          ({ id }) => id === request.oidc.client.clientId,
        );
        // Anybody may register a client, and name any grant type.
        if (api === undefined) throw new errors.UnauthorizedClient('the client is no API');
        await grant(request, { ...setting, api });
      },
      EXCHANGE_FIELDS,
    );
  register(CONNECTION_EXCHANGE, connectionGrant);
  register(TOKEN_EXCHANGE, tokenExchange);
}

type Grant = (request: ExchangeRequest, exchange: Exchange) => Promise<void>;

// RFC 8693 has one grant type for all that can be exchanged: the subject token's type says what is to be done.
const tokenExchange: Grant = async (request, exchange) => {
  const { subject_token_type: type, actor_token: actorToken } = request.oidc.params;
  const { InvalidRequest } = exchange.errors;
  if (actorToken !== undefined) {
    throw new InvalidRequest('actor_token is not taken: the actor is the client');
  }
  if (type === LEGACY_SESSION) return legacySessionGrant(request, exchange);
  if (type === ACCESS_TOKEN) return onBehalfOfGrant(request, exchange);
  throw new InvalidRequest('subject_token_type is not one that can be exchanged');
};
