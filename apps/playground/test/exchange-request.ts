import { ARCHIVE, MESSAGES_API } from '../server/parties.ts';

export const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
export const CONNECTION_EXCHANGE =
  'urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token';
export const CONNECTION_TOKEN =
  'http://auth0.com/oauth/token-type/federated-connection-access-token';
export const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

/** The fields of an exchange by the profile. */
export const SESSION = {
  grant_type: TOKEN_EXCHANGE,
  subject_token_type: 'urn:example:legacy-session',
  subject_token: 'session-of-alice',
  audience: ARCHIVE,
};

/** The fields of one on behalf of a caller, save the token. */
export const BEHALF = {
  grant_type: TOKEN_EXCHANGE,
  subject_token_type: ACCESS_TOKEN,
  audience: ARCHIVE,
};

/** The fields of one for the connection, save the token. */
export const CONNECTION = {
  grant_type: CONNECTION_EXCHANGE,
  subject_token_type: ACCESS_TOKEN,
  requested_token_type: CONNECTION_TOKEN,
  connection: 'calendar',
};

/** A client and what it authenticates with; `null` for nothing. */
export type Client = { readonly id: string; readonly secret: string } | null;

/** An answer of the token endpoint. */
export interface TokenEndpointAnswer {
  readonly status: number;
  readonly type: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Sends a form to the token endpoint; a list is a field that comes more than once. */
export async function requestToken(
  issuer: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
  client: Client = MESSAGES_API,
): Promise<TokenEndpointAnswer> {
  const body = new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  );
  const headers: Record<string, string> =
    client === null ? {} : { authorization: `Basic ${btoa(`${client.id}:${client.secret}`)}` };
  const response = await fetch(`${issuer}/token`, { method: 'POST', headers, body });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: (await response.json()) as TokenEndpointAnswer['body'],
  };
}

/** Gets a token of the test user for the messages API, or another one. */
export async function userToken(issuer: string, session = 'session-of-alice'): Promise<string> {
  const { body } = await requestToken(issuer, {
    grant_type: TOKEN_EXCHANGE,
    subject_token_type: 'urn:example:legacy-session',
    subject_token: session,
    audience: MESSAGES_API.audience,
  });
  return String(body['access_token']);
}

/** Exchanges a token on behalf of whoever it is for. */
export async function onBehalfOf(
  issuer: string,
  token: string,
  { audience, client }: { readonly audience: string; readonly client: Client },
): Promise<string> {
  const fields = {
    grant_type: TOKEN_EXCHANGE,
    subject_token_type: ACCESS_TOKEN,
    subject_token: token,
    audience,
  };
  const { body } = await requestToken(issuer, fields, client);
  return String(body['access_token']);
}
