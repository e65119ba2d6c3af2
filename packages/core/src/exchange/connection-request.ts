import { knownArguments, optional, required, subjectToken } from './exchange-arguments.ts';
import { GetAccessTokenForConnectionError } from './exchange-errors.ts';
import type { ExchangeForm } from './exchange-form.ts';
import { presentFields } from './exchange-form.ts';

/** Which token is wanted of Auth0's Token Vault. */
export interface ConnectionRequest {
  /** The connection, such as `google-oauth2`. */
  readonly connection: string;
  /** The caller's access token, as it came. */
  readonly accessToken: string;
  /** Which of the user's accounts at the connection, where there are several. */
  readonly loginHint?: string | undefined;
}

const complain = (message: string): GetAccessTokenForConnectionError =>
  new GetAccessTokenForConnectionError(message);

/** Checks the arguments and writes the form of the federated-connection exchange. */
export function connectionForm(request: ConnectionRequest, clientId: string): ExchangeForm {
  const given = knownArguments(request, ['connection', 'accessToken', 'loginHint'], complain);
  const connection = required('connection', given['connection'], complain);
  const accessToken = subjectToken('accessToken', given['accessToken'], complain);
  const loginHint = optional('loginHint', given['loginHint'], complain);
  return {
    grantType: 'urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token',
    fields: presentFields({
      subject_token: accessToken,
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      requested_token_type: 'http://auth0.com/oauth/token-type/federated-connection-access-token',
      connection,
      login_hint: loginHint,
      client_id: clientId,
    }),
    subjectToken: accessToken,
    secrets: [accessToken],
    fallback: 'connection_token_error',
  };
}
