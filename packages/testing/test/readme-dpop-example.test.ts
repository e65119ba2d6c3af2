import { expect, test } from 'vitest';
import { ApiClient } from '../../core/src/index.ts';
import { createDpopClient, createTestIssuer } from '../src/index.ts';

const issuer = await createTestIssuer();
const api = new ApiClient({
  issuer: issuer.issuer,
  audience: 'https://api.test',
  fetch: issuer.fetch,
  dpop: { mode: 'required', nonce: { secret: 'kept-by-the-servers-of-this-api' } },
});

// The API under test, a Fetch handler: Hono's app.fetch would do as well.
async function handle(request: Request): Promise<Response> {
  const result = await api.authenticate(request);
  if (!result.ok) return new Response(result.response.body, result.response);
  return Response.json({ caller: result.auth.clientId }, { headers: result.headers });
}

// An API that listens on a port needs no fetch here: the global one reaches it.
const send: typeof fetch = (input, init) => handle(new Request(input, init));
const client = await createDpopClient({ fetch: send });
const url = 'https://api.test/orders';

test('a bound token with a proof gets the orders, the nonce included', async () => {
  const token = await issuer.mint({ clientId: 'shop', dpopKey: client });
  const response = await client.fetch(url, { headers: { authorization: `DPoP ${token}` } });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ caller: 'shop' });
});

test('a token stolen without its key is refused', async () => {
  const thief = await createDpopClient({ fetch: send });
  const token = await issuer.mint({ dpopKey: client });
  const response = await thief.fetch(url, { headers: { authorization: `DPoP ${token}` } });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ error: 'invalid_token' });
});

test('a proof for another method is refused', async () => {
  const accessToken = await issuer.mint({ dpopKey: client });
  const dpop = await client.proof({ method: 'GET', url, accessToken });
  const headers = { authorization: `DPoP ${accessToken}`, dpop };
  const response = await handle(new Request(url, { method: 'DELETE', headers }));
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ error: 'invalid_dpop_proof' });
});
