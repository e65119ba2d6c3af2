import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProfileSource, Target } from '@holdfast/auth-conformance';

/**
 * Serves all that a worker reaches outside of itself: the clock of the suite, and its network. The
 * host that the worker means stands in the `Host` field.
 */
export async function openOutside(source: ProfileSource): Promise<Target> {
  const server = createServer(async ({ headers, url, socket }, res) => {
    const { host = '', accept = '' } = headers;
    if (host === 'clock.invalid') return void res.end(String(source.now()));
    try {
      const answer = await source.fetch(`https://${host}${url}`, {
        headers: { accept },
        redirect: 'manual',
      });
      res.writeHead(answer.status, [...answer.headers].flat());
      res.end(Buffer.from(await answer.arrayBuffer()));
    } catch {
      // A network that fails is one that closes the connection.
      socket.destroy();
    }
  });
  // A connection for each request: workerd repeats what fails on one that it used before.
  server.maxRequestsPerSocket = 1;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
