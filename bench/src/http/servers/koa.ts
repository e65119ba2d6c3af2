import type { Server } from 'node:http';
import { auth } from '@holdfast/auth-koa';
import type { Middleware } from 'koa';
import Koa from 'koa';
import type { Setting } from '../setting.ts';
import { ANSWER, FIELDS, PATH } from '../setting.ts';
import { joseVerifier } from './jose.ts';

function serve(before?: Middleware): Server {
  const app = new Koa();
  if (before) app.use(before);
  app.use((ctx) => {
    if (ctx.path === PATH) ctx.body = ANSWER;
  });
  return app.listen(0, '127.0.0.1');
}

export function bareKoa(): Server {
  return serve();
}

export function fieldsKoa(): Server {
  return serve((ctx, next) => {
    if (ctx.headers.authorization === undefined) ctx.throw(401);
    for (const name in FIELDS) ctx.res.setHeader(name, FIELDS[name] as string);
    return next();
  });
}

export function holdfastKoa({ issuer, audience }: Setting): Server {
  return serve(auth({ issuer, audience, insecureRequests: true }) as Middleware);
}

export function joseKoa(setting: Setting): Server {
  const verify = joseVerifier(setting);
  return serve(async (ctx, next) => {
    try {
      const { payload } = await verify(ctx.headers.authorization);
      ctx.state['auth'] = payload;
    } catch {
      ctx.status = 401;
      ctx.body = { error: 'invalid_token' };
      return;
    }
    await next();
  });
}
