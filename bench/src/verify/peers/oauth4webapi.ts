import type { JWTAccessTokenClaims } from 'oauth4webapi';
import { allowInsecureRequests, validateJwtAccessToken } from 'oauth4webapi';
import type { Input, Setting } from '../setting.ts';
import { AUDIENCE, METHOD, REQUEST_URL } from '../setting.ts';
import type { Peer } from './peer.ts';
import { acceptsAll } from './peer.ts';

type Validate = (request: Request) => Promise<JWTAccessTokenClaims>;

/** With Fetch requests that are there already, as on a runtime that speaks Fetch itself. */
export function oauth4webapi(setting: Setting): Peer<Request> {
  return { receive: makeRequest, judge: validator(setting), accepts: acceptsAll };
}

/** With the making of the Fetch request, as in an Express application. */
export function oauth4webapiRequest(setting: Setting): Peer<Input> {
  const validate = validator(setting);
  return {
    receive: (input) => input,
    judge: (input) => validate(makeRequest(input)),
    accepts: acceptsAll,
  };
}

function validator({ algorithm, issuers: [first], clients }: Setting): Validate {
  if (first === undefined) throw new Error('There is no issuer.');
  const server = { issuer: first.issuer, jwks_uri: first.jwksUri };
  const options = {
    [allowInsecureRequests]: true,
    signingAlgorithms: clients.length === 0 ? [algorithm] : [algorithm, 'ES256'],
    requireDPoP: clients.length > 0,
  };
  return (request) => validateJwtAccessToken(server, request, AUDIENCE, options);
}

function makeRequest({ authorization, dpop }: Input): Request {
  const headers = { accept: 'application/json', authorization, ...(dpop ? { dpop } : {}) };
  return new Request(REQUEST_URL, { method: METHOD, headers });
}
