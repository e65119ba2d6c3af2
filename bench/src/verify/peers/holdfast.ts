import type { ResourceRequest } from '@holdfast/auth-core';
import { ApiClient } from '@holdfast/auth-core';
import type { Input, Setting } from '../setting.ts';
import { AUDIENCE, HOST, METHOD, REQUEST_URL } from '../setting.ts';
import type { Peer } from './peer.ts';

/** Through `authenticate`, which always answers with a promise. */
export function holdfast(setting: Setting): Peer<ResourceRequest> {
  const api = makeClient(setting);
  return { receive, judge: (request) => api.authenticate(request), accepts };
}

/** Through `admit`, as our adapters call it: what is remembered is answered in the same tick. */
export function holdfastAdmit(setting: Setting): Peer<ResourceRequest> {
  const api = makeClient(setting);
  return { receive, judge: (request) => api.admit(request), accepts };
}

function makeClient({ issuers }: Setting): ApiClient {
  return new ApiClient({
    issuers: issuers.map(({ issuer, jwksUri }) => ({ issuer, jwksUri })),
    audience: AUDIENCE,
    // The key sets are on http://127.0.0.1.
    insecureRequests: true,
  });
}

/** What an adapter makes of a Node request: `headersDistinct`, with the fields that a client sends anyway. */
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

function accepts(answer: unknown): boolean {
  return (answer as { readonly ok: boolean }).ok;
}
