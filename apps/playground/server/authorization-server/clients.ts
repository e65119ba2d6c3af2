import type { ClientMetadata } from 'oidc-provider';
import { APPLICATION, ARCHIVE_API, MACHINE, MESSAGES_API, PAGE } from '../parties.ts';
import { EXCHANGE_GRANT_TYPES } from './exchange/exchange-grants.ts';

/** The clients that the server knows from the start; others register themselves. */
export const CLIENTS: ClientMetadata[] = [
  confidential(MACHINE, ['client_credentials']),
  ...[MESSAGES_API, ARCHIVE_API].map((api) => confidential(api, EXCHANGE_GRANT_TYPES)),
  ...[APPLICATION, PAGE].map(publicClient),
];

function confidential(
  { id, secret }: { readonly id: string; readonly secret: string },
  grantTypes: readonly string[],
): ClientMetadata {
  return {
    client_id: id,
    client_secret: secret,
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: [...grantTypes],
    response_types: [],
    redirect_uris: [],
  };
}

function publicClient({
  id,
  redirectUri,
}: {
  readonly id: string;
  readonly redirectUri: string;
}): ClientMetadata {
  return {
    client_id: id,
    token_endpoint_auth_method: 'none',
    // The port of its redirect URI may be any (RFC 8252 section 7.3).
    application_type: 'native',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    redirect_uris: [redirectUri],
  };
}
