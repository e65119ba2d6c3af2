import type { RequestListener } from 'node:http';
import type { AuthContext } from '@holdfast/auth-trpc';
import { trpcAuth } from '@holdfast/auth-trpc';
import { initTRPC, TRPCError } from '@trpc/server';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import cors from 'cors';
import { MOST_OF_BODY } from '../body-limit.ts';
import { CORS } from './cors-policy.ts';
import type { Answer, MessagesService } from './messages-service.ts';
import { STEP_UP } from './messages-service.ts';

interface Context extends AuthContext {
  readonly legacySession: string | undefined;
}

/**
 * The messages API on tRPC. Procedures are called at the same paths as the routes of the others, with
 * tRPC's own bodies around what they answer; a name stands for one procedure, so that writing is `POST /write`.
 */
export function trpcApi(service: MessagesService): RequestListener {
  const { createContext, authenticated, requiredAuthentication, requiredScopes } = trpcAuth(
    service.client,
  );
  const strict = trpcAuth(service.strict);
  const t = initTRPC.context<Context>().create({ isDev: false });
  const closed = t.procedure.use(authenticated);

  const router = t.router({
    health: t.procedure.query(() => settled(service.health())),
    legacy: t.procedure.query(async ({ ctx }) =>
      settled(await service.archiveForSession(ctx.legacySession)),
    ),
    vault: t.procedure.use(strict.authenticated).query(() => settled(service.vault())),
    messages: closed.use(requiredScopes('read:messages')).query(() => settled(service.list())),
    write: closed
      .use(requiredScopes('write:messages'))
      .input((body: unknown) => body)
      .mutation(({ ctx, input }) => settled(service.write(ctx.auth, input))),
    whoami: closed.query(({ ctx }) => settled(service.whoAmI(ctx.auth))),
    salary: closed
      .use(requiredAuthentication(STEP_UP))
      .query(({ ctx }) => settled(service.salary(ctx.auth))),
    archive: closed.query(async ({ ctx }) => settled(await service.archive(ctx.auth))),
    calendar: closed
      .input((account: unknown) => (typeof account === 'string' ? account : undefined))
      .query(async ({ ctx, input }) => settled(await service.calendar(ctx.auth, input))),
  });

  return createHTTPHandler({
    router,
    maxBodySize: MOST_OF_BODY,
    maxBatchSize: 20,
    middleware: cors(CORS),
    createContext: (options) => ({
      ...createContext(options),
      legacySession: options.req.headers['legacy-session']?.toString(),
    }),
  });
}

const CODES: Readonly<Record<number, TRPCError['code']>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  502: 'BAD_GATEWAY',
  504: 'GATEWAY_TIMEOUT',
};

function settled({ status, body }: Answer): unknown {
  if (status < 400) return body;
  const { error } = Object(body) as { error?: unknown };
  throw new TRPCError({ code: CODES[status] ?? 'INTERNAL_SERVER_ERROR', message: String(error) });
}
