import { createServer } from 'node:http';
import { ApiClient } from '@holdfast/auth-core';
import { announcement } from './announcement.ts';
import { createAuthorizationServer } from './authorization-server.ts';
import { expressApi } from './express-api.ts';
import { RESOURCE } from './parties.ts';
import { close, listen, portFromEnvironment } from './ports.ts';
import type { Places } from './walk.ts';

const authorizationServer = createServer();
const apiServer = createServer();

async function start(): Promise<Places> {
  const ports = {
    issuer: portFromEnvironment('PLAYGROUND_AUTHORIZATION_PORT', 4000),
    api: portFromEnvironment('PLAYGROUND_API_PORT', 4001),
  };
  const issuer = await listen(authorizationServer, ports.issuer);
  authorizationServer.on('request', await createAuthorizationServer(issuer));

  const client = new ApiClient({
    issuer,
    audience: RESOURCE,
    tokenType: 'at+jwt',
    insecureRequests: true,
  });
  await client.warmUp();
  const api = await listen(apiServer, ports.api);
  apiServer.on('request', expressApi(client));
  return { issuer, api };
}

async function stop(): Promise<void> {
  await Promise.all([close(authorizationServer), close(apiServer)]);
}

try {
  const places = await start();
  // Not `once`: Ctrl-C reaches this process from the terminal and again from npm.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  console.log(announcement(places, performance.now()));
} catch (error) {
  console.error('The playground could not start:', error instanceof Error ? error.message : error);
  process.exitCode = 1;
  await stop();
}
