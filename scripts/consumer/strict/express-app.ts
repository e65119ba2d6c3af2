import '@holdfast/auth-express/augment';
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { ApiClient, auth, getAuth, requiredScopes } from '@holdfast/auth-express';
import { createTestIssuer } from '@holdfast/auth-testing';
import express from 'express';

const audience = 'https://api.example.com';
const issuer = await createTestIssuer({ algorithm: 'ES256' });
const api = new ApiClient({ issuer: issuer.issuer, audience, fetch: issuer.fetch });

const app = express();
app.get('/things', auth(api), requiredScopes('read:things'), (req, res) => {
  const scopes: readonly string[] = getAuth(req, api)?.scopes ?? [];
  const issuedBy: string | undefined = req.auth?.claims.iss;
  res.json({ scopes, issuedBy });
});

const server = app.listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/things`;
const call = async (token: string): Promise<Response> =>
  fetch(url, { headers: { authorization: `Bearer ${token}` } });

const accepted = await call(await issuer.mint({ audience, scope: 'read:things' }));
assert.equal(accepted.status, 200);
assert.deepEqual(await accepted.json(), { scopes: ['read:things'], issuedBy: issuer.issuer });
assert.equal((await call(await issuer.mint({ audience }))).status, 403);
assert.equal((await fetch(url)).status, 401);
server.closeAllConnections();
server.close();
