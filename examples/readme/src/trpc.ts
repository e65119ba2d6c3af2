import { trpcAuth } from '@holdfast/auth-trpc';
import { initTRPC } from '@trpc/server';
import { createHTTPServer } from '@trpc/server/adapters/standalone';

const { createContext, authenticated, requiredScopes } = trpcAuth({
  domain: 'tenant.eu.auth0.com',
  audience: 'https://api.example.com',
});

const t = initTRPC.context<ReturnType<typeof createContext>>().create();
const protectedProcedure = t.procedure.use(authenticated);

const router = t.router({
  health: t.procedure.query(() => 'ok'),
  messages: protectedProcedure
    .use(requiredScopes('read:messages'))
    .query(({ ctx }) => ({ caller: ctx.auth.claims.sub })),
});

createHTTPServer({ router, createContext }).listen(3000);
