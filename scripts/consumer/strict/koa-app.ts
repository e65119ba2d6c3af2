// @types/koa does not compile beside content-disposition 2, which Express brings: package.json names
// an older one, as a user has to.
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { ApiClient, auth, getAuth, requiredScopes } from '@holdfast/auth-koa';
import { createTestIssuer } from '@holdfast/auth-testing';
import Router from '@koa/router';
import Koa from 'koa';

const audience = 'https://api.example.com';
const issuer = await createTestIssuer({ algorithm: 'ES256' });
const api = new ApiClient({ issuer: issuer.issuer, audience, fetch: issuer.fetch });

const router = new Router();
router.get('/things', requiredScopes('read:things'), (ctx) => {
  const scopes: readonly string[] = getAuth(ctx, api)?.scopes ?? [];
  ctx.body = { scopes };
});
const app = new Koa().use(auth(api)).use((ctx, next) => {
  const issuedBy: string = ctx.state.auth.claims.iss;
  ctx.set('issued-by', issuedBy);
  return next();
});
app.use(router.routes());

const server = app.listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/things`;
const call = async (token: string): Promise<Response> =>
  fetch(url, { headers: { authorization: `Bearer ${token}` } });

const accepted = await call(await issuer.mint({ audience, scope: 'read:things' }));
assert.equal(accepted.status, 200);
assert.equal(accepted.headers.get('issued-by'), issuer.issuer);
assert.deepEqual(await accepted.json(), { scopes: ['read:things'] });
assert.equal((await call(await issuer.mint({ audience }))).status, 403);
assert.equal((await fetch(url)).status, 401);
server.closeAllConnections();
server.close();
