import type { AuthContext } from '@holdfast/auth-trpc';
import { ApiClient, protectedResourceMetadata, trpcAuth } from '@holdfast/auth-trpc';
import { initTRPC } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { z } from 'zod';

const api = new ApiClient({
  issuer: 'https://login.example.com/',
  audience: 'https://api.example.com',
  resourceMetadata: { resource: 'https://api.example.com' },
  claims: z.object({ sub: z.string(), org_id: z.string() }),
});

interface Context extends AuthContext {
  readonly names: ReadonlyMap<string, string>;
}

const { createContext, authenticated } = trpcAuth(api);
const t = initTRPC.context<Context>().create();

const router = t.router({
  organization: t.procedure
    .use(authenticated)
    .query(({ ctx }) => ctx.names.get(ctx.auth.claims.org_id)),
});

const metadata = protectedResourceMetadata(api);
const names = new Map([['org_1', 'Example Inc.']]);

export async function handle(req: Request): Promise<Response> {
  const found = metadata(req);
  if (found) return found;
  return fetchRequestHandler({
    endpoint: '/trpc',
    req,
    router,
    createContext: (opts) => ({ ...createContext(opts), names }),
  });
}
