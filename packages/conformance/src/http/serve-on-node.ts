import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Target } from '../target.ts';

/**
 * Serves an app with Node's HTTP server on a free port of 127.0.0.1, with room for the large header
 * fields of the suite.
 *
 * @param listener the app: an Express app, the `callback()` of a Koa app
 * @returns the running server
 */
export async function serveOnNode(listener: RequestListener): Promise<Target> {
  const server = createServer({ maxHeaderSize: 65_536 }, listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
