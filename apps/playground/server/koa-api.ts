import { json } from 'node:stream/consumers';
import type { AuthState } from '@holdfast/auth-koa';
import { auth, requiredScopes } from '@holdfast/auth-koa';
import Router from '@koa/router';
import Koa from 'koa';
import type { Answer, MessagesService } from './messages-service.ts';

/** The messages API on Koa. */
export function koaApi(service: MessagesService): Koa {
  const open = new Router()
    .get('/health', (ctx) => send(ctx, service.health()))
    .get('/legacy', async (ctx) => {
      send(ctx, await service.archiveForSession(ctx.get('legacy-session')));
    });

  const closed = new Router<AuthState>()
    .get('/messages', requiredScopes('read:messages'), (ctx) => send(ctx, service.list()))
    .post('/messages', requiredScopes('write:messages'), async (ctx) => {
      const body = await json(ctx.req).catch(() => undefined);
      send(ctx, service.write(ctx.state.auth, body));
    })
    .get('/whoami', (ctx) => send(ctx, service.whoAmI(ctx.state.auth)))
    .get('/archive', async (ctx) => send(ctx, await service.archive(ctx.state.auth)))
    .get('/calendar', async (ctx) => {
      const account = [ctx.query['account']].flat()[0];
      send(ctx, await service.calendar(ctx.state.auth, account));
    });

  const app = new Koa();
  app.use(open.routes());
  app.use(auth(service.client));
  app.use(closed.routes());
  return app;
}

function send(ctx: { status: number; body: unknown }, { status, body }: Answer): void {
  ctx.status = status;
  ctx.body = body;
}
