import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestIssuer } from '@holdfast/auth-testing';
import { createTestIssuer } from '@holdfast/auth-testing';
import type { Setting } from './setting.ts';
import { AUDIENCE } from './setting.ts';

/** An authorization server that the servers' processes can reach. */
export interface ReachableIssuer {
  readonly issuer: TestIssuer;
  readonly setting: Setting;
  readonly close: () => void;
}

/** Serves the documents of a test issuer on a free port of 127.0.0.1. */
export async function startIssuer(): Promise<ReachableIssuer> {
  let issuer: TestIssuer | undefined;
  const server: Server = createServer((req, res) => {
    void issuer?.fetch(`${issuer.issuer}${req.url?.slice(1)}`).then(async (answer) => {
      res.statusCode = answer.status;
      res.setHeader('content-type', 'application/json');
      res.end(await answer.text());
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  issuer = await createTestIssuer({ issuer: `http://127.0.0.1:${port}/` });
  const { jwks, jwksUri } = issuer;
  return {
    issuer,
    setting: { issuer: issuer.issuer, audience: AUDIENCE, jwksUri, jwks },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
