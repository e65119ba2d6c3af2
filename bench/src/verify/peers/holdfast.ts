import type { ResourceRequest } from '@holdfast/auth-core';
import { ApiClient, nodeRequest, requestUrl } from '@holdfast/auth-core';
import type { Input, Setting } from '../setting.ts';
import { AUDIENCE, HOST, METHOD, PATH, REQUEST_URL } from '../setting.ts';
import type { Peer } from './peer.ts';

/** Through `authenticate`, which always answers with a promise. */
export function holdfast(setting: Setting): Peer<ResourceRequest> {
  const api = makeClient(setting);
  return { receive, judge: (request) => api.authenticate(request), accepts };
}

/**
 * Through `admit`, as our adapters for Node call it, with making their view of the request: what is remembered is answered
 * in the same tick.
 */
export function holdfastAdmit(setting: Setting): Peer<readonly string[]> {
  const api = makeClient(setting);
  const judge = (rawHeaders: readonly string[]): unknown => {
    const makeUrl = (): string => requestUrl(`https://${HOST}`, PATH);
    return api.admit(nodeRequest(METHOD, rawHeaders, makeUrl));
  };
  return { receive: receiveRaw, judge, accepts };
}

function makeClient({ issuers }: Setting): ApiClient {
  return new ApiClient({
    issuers: issuers.map(({ issuer, jwksUri }) => ({ issuer, jwksUri })),
    audience: AUDIENCE,
    // The key sets are on http://127.0.0.1.
    insecureRequests: true,
  });
}

/** A record of all that a client sends, with the fields that it sends anyway. */
function receive({ authorization, dpop }: Input): ResourceRequest {
  return {
    method: METHOD,
    url: REQUEST_URL,
    headers: {
      host: [HOST],
      'user-agent': ['bench/1.0'],
      accept: ['application/json'],
      'accept-encoding': ['gzip, deflate, br'],
      authorization: [authorization],
      ...(dpop === undefined ? {} : { dpop: [dpop] }),
    },
  };
}

/** The same as Node's parser leaves it. */
function receiveRaw({ authorization, dpop }: Input): readonly string[] {
  return [
    ...['Host', HOST],
    ...['User-Agent', 'bench/1.0'],
    ...['Accept', 'application/json'],
    ...['Accept-Encoding', 'gzip, deflate, br'],
    ...['Authorization', authorization],
    ...(dpop === undefined ? [] : ['DPoP', dpop]),
  ];
}

function accepts(answer: unknown): boolean {
  return (answer as { readonly ok: boolean }).ok;
}
