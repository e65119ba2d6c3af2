import assert from 'node:assert/strict';
import { ApiClient, auth, getAuth, requiredScopes } from '@holdfast/auth-hono';
import { createTestIssuer } from '@holdfast/auth-testing';
import { Hono } from 'hono';

const audience = 'https://api.example.com';
const issuer = await createTestIssuer({ algorithm: 'ES256' });
const api = new ApiClient({ issuer: issuer.issuer, audience, fetch: issuer.fetch });

const app = new Hono();
app.get('/things', auth(api), requiredScopes('read:things'), (c) => {
  const scopes: readonly string[] = getAuth(c, api)?.scopes ?? [];
  const issuedBy: string = c.var.auth.claims.iss;
  return c.json({ scopes, issuedBy });
});

const call = async (token: string): Promise<Response> =>
  app.request('/things', { headers: { authorization: `Bearer ${token}` } });

const accepted = await call(await issuer.mint({ audience, scope: 'read:things' }));
assert.equal(accepted.status, 200);
assert.deepEqual(await accepted.json(), { scopes: ['read:things'], issuedBy: issuer.issuer });
assert.equal((await call(await issuer.mint({ audience }))).status, 403);
assert.equal((await app.request('/things')).status, 401);
