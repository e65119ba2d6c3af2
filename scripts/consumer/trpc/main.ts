import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { createTestIssuer } from '@holdfast/auth-testing';
import { ApiClient, trpcAuth } from '@holdfast/auth-trpc';
import { initTRPC } from '@trpc/server';
import { createHTTPServer } from '@trpc/server/adapters/standalone';
import { z } from 'zod';

const audience = 'https://api.example.com';
const issuer = await createTestIssuer({ algorithm: 'ES256' });
const api = new ApiClient({
  issuer: issuer.issuer,
  audience,
  fetch: issuer.fetch,
  claims: z.object({ tenant: z.string() }),
});

const { createContext, authenticated, requiredScopes } = trpcAuth(api);
type Context = ReturnType<typeof createContext> & { readonly db: Map<string, number> };
const t = initTRPC.context<Context>().create();

// Exported, so that the compiler has to write their types down.
export const protectedProcedure = t.procedure.use(authenticated);
export const router = t.router({
  things: protectedProcedure.use(requiredScopes('read:things')).query(({ ctx }) => {
    const tenant: string = ctx.auth.claims.tenant;
    return { tenant, things: ctx.db.get(tenant) };
  }),
});

const db = new Map([['acme', 3]]);
const server = createHTTPServer({
  router,
  createContext: (opts) => ({ ...createContext(opts), db }),
});
server.listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/things`;
const call = async (token: string): Promise<Response> =>
  fetch(url, { headers: { authorization: `Bearer ${token}` } });

const claims = { tenant: 'acme' };
const accepted = await call(await issuer.mint({ audience, claims, scope: 'read:things' }));
assert.equal(accepted.status, 200);
assert.deepEqual(await accepted.json(), { result: { data: { tenant: 'acme', things: 3 } } });
assert.equal((await call(await issuer.mint({ audience, claims }))).status, 403);
const refused = await fetch(url);
assert.equal(refused.status, 401);
assert.equal(refused.headers.get('www-authenticate'), 'Bearer realm="api", DPoP algs="ES256"');
server.closeAllConnections();
server.close();
