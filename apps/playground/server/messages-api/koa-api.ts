import type { AuthState } from '@holdfast/auth-koa';
import { auth, requiredAuthentication, requiredScopes } from '@holdfast/auth-koa';
import cors from '@koa/cors';
import Router from '@koa/router';
import Koa from 'koa';
import { sentenceFor } from '../answer-error.ts';
import { readBody } from '../body-limit.ts';
import { isLoopbackOrigin } from '../loopback.ts';
import { ANSWER_FIELDS, REQUEST_FIELDS } from './cors-policy.ts';
import type { Answer, MessagesService } from './messages-service.ts';
import { STEP_UP } from './messages-service.ts';

/** The messages API on Koa. */
export function koaApi(service: MessagesService): Koa {
  const open = new Router()
    .get('/health', (ctx) => send(ctx, service.health()))
    .get('/legacy', async (ctx) => {
      send(ctx, await service.archiveForSession(ctx.get('legacy-session')));
    })
    // Before the other client, which would take the proof: each is good once.
    .get('/vault', auth(service.strict), (ctx) => send(ctx, service.vault()));

  const closed = new Router<AuthState>()
    .get('/messages', requiredScopes('read:messages'), (ctx) => send(ctx, service.list()))
    .post('/messages', requiredScopes('write:messages'), async (ctx) => {
      const body = await readBody(ctx.req).catch(() => '');
      const tooLong: Answer = { status: 413, body: { error: sentenceFor(413) } };
      send(ctx, body === undefined ? tooLong : service.write(ctx.state.auth, parsed(body)));
    })
    .get('/whoami', (ctx) => send(ctx, service.whoAmI(ctx.state.auth)))
    .get('/salary', requiredAuthentication(STEP_UP), (ctx) =>
      send(ctx, service.salary(ctx.state.auth)),
    )
    .get('/archive', async (ctx) => send(ctx, await service.archive(ctx.state.auth)))
    .get('/calendar', async (ctx) => {
      const account = [ctx.query['account']].flat()[0];
      send(ctx, await service.calendar(ctx.state.auth, account));
    });

  const app = new Koa();
  app.use(
    cors({
      origin: (ctx) => (isLoopbackOrigin(ctx.get('origin')) ? ctx.get('origin') : ''),
      allowHeaders: REQUEST_FIELDS,
      exposeHeaders: ANSWER_FIELDS,
    }),
  );
  app.use(open.routes());
  app.use(auth(service.client));
  app.use(closed.routes());
  return app;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function send(ctx: { status: number; body: unknown }, { status, body }: Answer): void {
  ctx.status = status;
  ctx.body = body;
}
