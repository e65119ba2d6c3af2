import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, expect, test } from 'vitest';
import { ApiClient, auth, getAuth, requiredScopes } from '../../express/src/index.ts';
import { createTestIssuer } from '../src/index.ts';

// The app under test. In production it gets an ApiClient for the real issuer.
function createApp(api: ApiClient) {
  const app = express();
  app.use(auth(api));
  app.get('/orders', requiredScopes('read:orders'), (req, res) => {
    res.json({ caller: getAuth(req)?.clientId });
  });
  return app;
}

const issuer = await createTestIssuer();
const api = new ApiClient({
  issuer: issuer.issuer,
  audience: 'https://api.test',
  fetch: issuer.fetch,
});
const server = createApp(api).listen(0, '127.0.0.1');
await once(server, 'listening');
afterAll(() => {
  server.close();
});

function getOrders(token: string): Promise<Response> {
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}/orders`, {
    headers: { authorization: `Bearer ${token}` },
  });
}

test('a token with the scope gets the orders', async () => {
  const response = await getOrders(await issuer.mint({ clientId: 'shop', scope: 'read:orders' }));
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ caller: 'shop' });
});

test('a token without the scope is refused', async () => {
  const response = await getOrders(await issuer.mint({ scope: 'read:invoices' }));
  expect(response.status).toBe(403);
});

test('a token that ran out is refused', async () => {
  const response = await getOrders(await issuer.mint({ scope: 'read:orders', expiresIn: -60 }));
  expect(response.status).toBe(401);
});

test('orders are served while the authorization server is down', async () => {
  await api.warmUp();
  issuer.goDown();
  const response = await getOrders(await issuer.mint({ scope: 'read:orders' }));
  expect(response.status).toBe(200);
});
