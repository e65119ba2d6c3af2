// express-oauth2-jwt-bearer types `req.auth` in the whole program, in another shape: for those who
// move from one to the other route by route.
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import type { AuthInfo } from '@holdfast/auth-express';
import { ApiClient, auth, getAuth } from '@holdfast/auth-express';
import { createTestIssuer } from '@holdfast/auth-testing';
import express from 'express';
import { auth as otherAuth } from 'express-oauth2-jwt-bearer';

const audience = 'https://api.example.com';
const issuer = await createTestIssuer({ algorithm: 'ES256' });
const api = new ApiClient({ issuer: issuer.issuer, audience, fetch: issuer.fetch });

const app = express();
app.get('/things', auth(api), (req, res) => {
  const caller: AuthInfo | undefined = getAuth(req);
  res.json(caller?.clientId);
});
app.get('/others', otherAuth({ issuerBaseURL: issuer.issuer, audience }), (req, res) => {
  res.json([req.auth?.payload.sub, getAuth(req)]);
});

const server = app.listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const authorization = `Bearer ${await issuer.mint({ audience, clientId: 'shop' })}`;
const accepted = await fetch(`${origin}/things`, { headers: { authorization } });
assert.equal(await accepted.json(), 'shop');
server.closeAllConnections();
server.close();
