import type { Server } from 'node:http';
import { trpcAuth } from '@holdfast/auth-trpc';
import { initTRPC, TRPCError } from '@trpc/server';
import { createHTTPServer } from '@trpc/server/adapters/standalone';
import type { Setting } from '../setting.ts';
import { ANSWER } from '../setting.ts';
import { joseVerifier } from './jose.ts';

/** The path of the one procedure. */
export const PROCEDURE = '/things';

export function bareTrpc(): Server {
  const t = initTRPC.create();
  const router = t.router({ things: t.procedure.query(() => ANSWER) });
  return createHTTPServer({ router }).listen(0, '127.0.0.1');
}

export function holdfastTrpc({ issuer, audience }: Setting): Server {
  const { createContext, authenticated } = trpcAuth({ issuer, audience, insecureRequests: true });
  const t = initTRPC.context<ReturnType<typeof createContext>>().create();
  const router = t.router({ things: t.procedure.use(authenticated).query(() => ANSWER) });
  return createHTTPServer({ router, createContext }).listen(0, '127.0.0.1');
}

export function joseTrpc(setting: Setting): Server {
  const verify = joseVerifier(setting);
  const t = initTRPC.context<{ readonly authorization: string | undefined }>().create();
  const authenticated = t.procedure.use(async ({ ctx, next }) => {
    const verified = await verify(ctx.authorization).catch(() => undefined);
    if (verified === undefined) throw new TRPCError({ code: 'UNAUTHORIZED' });
    return next({ ctx: { auth: verified.payload } });
  });
  const router = t.router({ things: authenticated.query(() => ANSWER) });
  const createContext = ({
    req,
  }: {
    readonly req: { readonly headers: { readonly authorization?: string | undefined } };
  }): { authorization: string | undefined } => ({ authorization: req.headers.authorization });
  return createHTTPServer({ router, createContext }).listen(0, '127.0.0.1');
}
