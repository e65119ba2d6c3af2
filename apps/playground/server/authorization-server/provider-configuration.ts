import type {
  AccessToken,
  ClientCredentials,
  Configuration,
  KoaContextWithOIDC,
} from 'oidc-provider';
import { isLoopbackOrigin } from '../loopback.ts';
import { SECOND_FACTOR, scopesOf } from '../parties.ts';
import { authenticationClaims } from './authentication-claims.ts';
import { CLIENTS } from './clients.ts';
import type { OidcProvider } from './load-oidc-provider.ts';
import { errorPage, PAGE_HEADERS } from './pages/page.ts';
import { resourceServer } from './resource-server.ts';
import { promptPolicy } from './second-factor.ts';
import { tokenLifetime, USUAL_LIFETIME } from './token-lifetime.ts';

const MINUTE = 60;

/** The settings of oidc-provider that depend on nothing but this server's own rules. */
export function providerConfiguration({
  errors,
  interactionPolicy,
}: OidcProvider): Omit<Configuration, 'adapter' | 'cookies' | 'jwks'> {
  return {
    features: features(errors),
    clients: CLIENTS,
    responseTypes: ['code'],
    // What the API accepts: a token that is bound to another kind of key would be of no use.
    enabledJWA: { dPoPSigningAlgValues: ['ES256'] },
    scopes: [],
    acrValues: [SECOND_FACTOR],
    // What a client may ask for is the resource's affair. The scope of its registration is that of
    // its first request, and would forbid it every later step-up (RFC 7591 section 3.2.1 allows this).
    extraClientMetadata: {
      properties: ['scope'],
      validator: (_context, _name, _value, metadata) => {
        delete metadata.scope;
      },
    },
    // Where a grant has put claims of its own: exchanged tokens.
    extraTokenClaims: (context, token) => token.extra ?? authenticationClaims(context),
    issueRefreshToken: async (_context, client) => client.grantTypeAllowed('refresh_token'),
    // The playground's page comes from another port, and people's own pages do.
    clientBasedCORS: (_context, origin) => isLoopbackOrigin(origin),
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    interactions: {
      policy: promptPolicy(interactionPolicy),
      url: (_context, interaction) => `/interaction/${interaction.uid}`,
    },
    renderError: (context, { error, error_description }) => {
      context.set(PAGE_HEADERS);
      context.type = 'html';
      context.body = errorPage(error_description ?? error);
    },
    ttl: {
      AccessToken: lifetimeAtResource,
      ClientCredentials: lifetimeAtResource,
      AuthorizationCode: MINUTE,
      Grant: 60 * MINUTE,
      IdToken: 10 * MINUTE,
      Interaction: 10 * MINUTE,
      RefreshToken: 60 * MINUTE,
      Session: 60 * MINUTE,
    },
  };
}

function lifetimeAtResource(
  _context: KoaContextWithOIDC,
  { resourceServer: resource }: AccessToken | ClientCredentials,
): number {
  return resource?.accessTokenTTL ?? USUAL_LIFETIME;
}

function features(errors: OidcProvider['errors']): Configuration['features'] {
  return {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: false },
    clientCredentials: { enabled: true },
    // A proof with the token request binds the token to the proof's key (RFC 9449 section 5).
    dPoP: { enabled: true },
    registration: { enabled: true, issueRegistrationAccessToken: false },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (context, indicator) => {
        const scopes = scopesOf(indicator);
        if (scopes === undefined) throw new errors.InvalidTarget();
        return resourceServer(indicator, scopes, tokenLifetime(context, errors));
      },
    },
  };
}
