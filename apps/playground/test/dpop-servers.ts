import type { RequestListener, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { ApiClientOptions } from '@holdfast/auth-core';
import { ApiClient } from '@holdfast/auth-core';
import { createAuthorizationServer } from '../server/authorization-server/authorization-server.ts';
import { expressApi } from '../server/messages-api/express-api.ts';
import { MessagesService } from '../server/messages-api/messages-service.ts';
import { RESOURCE } from '../server/parties.ts';
import { close, listen } from '../server/ports.ts';

/** Seconds for which a nonce of the second API is good at least. */
export const NONCE_MAX_AGE = 10;

const NO_NEIGHBOURS = { records: '', events: '' };

/** A request that reached one of the APIs, and its answer. */
export interface Call {
  readonly proof: string | undefined;
  readonly response: ServerResponse;
}

/** The playground's authorization server and two APIs, the second of which asks for nonces. */
export interface DpopServers {
  readonly issuer: string;
  readonly api: string;
  readonly nonceApi: string;
  /** Where the authorization server may send a browser back to. */
  readonly callback: string;
  /** What reached the APIs, in order. */
  readonly calls: Call[];
  /** The clock of the second API, in seconds: it stands still unless a test moves it. */
  readonly clock: { now: number };
  stop(): Promise<void>;
}

/** Starts them in this process. */
export async function startDpopServers(): Promise<DpopServers> {
  const servers: Server[] = [];
  const calls: Call[] = [];
  const clock = { now: Math.floor(Date.now() / 1000) };
  const serve = async (listener?: RequestListener): Promise<[string, Server]> => {
    const server = createServer(listener);
    servers.push(server);
    return [await listen(server, 0), server];
  };
  const serveApi = async (options: Pick<ApiClientOptions, 'dpop' | 'now'>): Promise<string> => {
    const client = new ApiClient({
      issuer,
      audience: RESOURCE,
      tokenType: 'at+jwt',
      insecureRequests: true,
      ...options,
    });
    const [origin, server] = await serve(
      expressApi(new MessagesService({ client, strict: client }, NO_NEIGHBOURS)),
    );
    server.prependListener('request', ({ headers }, response) => {
      calls.push({ proof: headers['dpop']?.toString(), response });
    });
    return origin;
  };

  const [issuer, authorizationServer] = await serve();
  authorizationServer.on('request', (await createAuthorizationServer(issuer)).listener);
  const api = await serveApi({});
  const nonceApi = await serveApi({
    dpop: { nonce: { secret: 'a secret of this test, 32 bytes of it', maxAge: NONCE_MAX_AGE } },
    now: () => clock.now,
  });
  const [application] = await serve((_request, response) => response.end('Signed in.'));
  const stop = async (): Promise<void> => void (await Promise.all(servers.map(close)));
  return { issuer, api, nonceApi, callback: `${application}/callback`, calls, clock, stop };
}
