import { createServer } from 'node:http';
import type { AuthorizationServer } from '../../server/authorization-server/authorization-server.ts';
import { createAuthorizationServer } from '../../server/authorization-server/authorization-server.ts';
import { close, listen } from '../../server/ports.ts';

/** An authorization server that listens, and a place that it may send browsers back to. */
export interface RunningServer {
  readonly issuer: string;
  readonly authorizationServer: AuthorizationServer;
  readonly callback: string;
  stop(): Promise<void>;
}

/** Starts both in this process. */
export async function startServer(): Promise<RunningServer> {
  const server = createServer();
  const application = createServer((_request, response) => response.end('Signed in.'));
  const issuer = await listen(server, 0);
  const authorizationServer = await createAuthorizationServer(issuer);
  server.on('request', authorizationServer.listener);
  return {
    issuer,
    authorizationServer,
    callback: `${await listen(application, 0)}/callback`,
    stop: async () => void (await Promise.all([server, application].map(close))),
  };
}
