// The MCP SDK types `req.auth` in the whole program; its callers are Holdfast's.
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { ApiClient, auth, getAuth } from '@holdfast/auth-express';
import { createTestIssuer } from '@holdfast/auth-testing';
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js';
import type { AuthInfo } from '@modelcontextprotocol/sdk/server/auth/types.js';
import express from 'express';

const audience = 'https://api.example.com';
const issuer = await createTestIssuer({ algorithm: 'ES256' });
const api = new ApiClient({ issuer: issuer.issuer, audience, fetch: issuer.fetch });

async function verifyAccessToken(token: string): Promise<AuthInfo> {
  const headers = { authorization: `Bearer ${token}` };
  return api.verifyRequest({ method: 'POST', url: `${audience}/mcp`, headers });
}

const app = express();
app.get('/things', auth(api), (req, res) => {
  const caller: AuthInfo | undefined = getAuth(req);
  const seenBySdk: AuthInfo | undefined = req.auth;
  res.json([caller?.clientId, seenBySdk?.clientId]);
});
app.get('/mcp', requireBearerAuth({ verifier: { verifyAccessToken } }), (req, res) => {
  res.json([req.auth?.clientId]);
});

const server = app.listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const authorization = `Bearer ${await issuer.mint({ audience, clientId: 'shop' })}`;
const ask = async (path: string): Promise<unknown> =>
  (await fetch(`${origin}${path}`, { headers: { authorization } })).json();
assert.deepEqual(await ask('/things'), ['shop', 'shop']);
assert.deepEqual(await ask('/mcp'), ['shop']);
server.closeAllConnections();
server.close();
