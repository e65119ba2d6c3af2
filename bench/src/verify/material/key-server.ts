import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JSONWebKeySet } from 'jose';

/** Serves key sets on a free port of 127.0.0.1, for as long as a comparison runs. */
export interface KeyServer {
  /** Publishes a key set. @returns its URL */
  readonly publish: (jwks: JSONWebKeySet) => string;
  readonly close: () => void;
}

export async function startKeyServer(): Promise<KeyServer> {
  const published: string[] = [];
  const server = createServer((req, res) => {
    const document = published[Number(req.url?.slice(1))];
    res.statusCode = document === undefined ? 404 : 200;
    res.setHeader('content-type', 'application/json');
    res.end(document);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    publish: (jwks) => `http://127.0.0.1:${port}/${published.push(JSON.stringify(jwks)) - 1}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
