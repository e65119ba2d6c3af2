import * as oauth from 'oauth4webapi';
import { MACHINE } from '../../server/parties.ts';
import type { Credential } from './credential.ts';
import { credentialOf } from './credential.ts';
import type { DpopKey } from './dpop-key.ts';

/** What a token is wanted for. */
export interface TokenWish {
  readonly issuer: string;
  /** The API that it is for (RFC 8707). */
  readonly audience: string;
  readonly scopes: readonly string[];
  /** Seconds; the authorization server's own choice by default. A field of the playground's, no standard has it. */
  readonly lifetime?: number | undefined;
  /** Binds the token to this key (RFC 9449 section 5). */
  readonly key?: DpopKey | undefined;
}

const insecure = { [oauth.allowInsecureRequests]: true };
const client: oauth.Client = { client_id: MACHINE.id };

/**
 * Gets a token for a client that acts for itself (RFC 6749 section 4.4). A page that keeps a client's
 * secret is a thing of the playground: everybody may read this one.
 */
export async function clientCredentials(wish: TokenWish): Promise<Credential> {
  const server = await authorizationServer(wish.issuer);
  const response = await oauth.clientCredentialsGrantRequest(
    server,
    client,
    oauth.ClientSecretBasic(MACHINE.secret),
    tokenParameters(wish),
    { ...insecure, ...proven(wish.key, client) },
  );
  const { access_token: token } = await oauth.processClientCredentialsResponse(
    server,
    client,
    response,
  );
  return credentialOf(token, { from: 'client credentials', key: wish.key });
}

/** Asks the authorization server for its metadata. */
export async function authorizationServer(issuer: string): Promise<oauth.AuthorizationServer> {
  const url = new URL(issuer);
  return oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, insecure));
}

/** What a token request says besides the grant. */
export function tokenParameters({ audience, scopes, lifetime }: TokenWish): URLSearchParams {
  return new URLSearchParams({
    resource: audience,
    scope: scopes.join(' '),
    ...(lifetime !== undefined && { lifetime: String(lifetime) }),
  });
}

/** The option by which oauth4webapi proves the possession of a key. */
export function proven(key: DpopKey | undefined, of: oauth.Client): { DPoP?: oauth.DPoPHandle } {
  return key === undefined ? {} : { DPoP: oauth.DPoP(of, key.pair) };
}
