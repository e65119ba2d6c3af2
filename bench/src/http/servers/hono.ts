import type { Server } from 'node:http';
import { auth } from '@holdfast/auth-hono';
import { serve as serveOnNode } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { jwk } from 'hono/jwk';
import type { Setting } from '../setting.ts';
import { ANSWER, FIELDS, PATH } from '../setting.ts';
import { joseVerifier } from './jose.ts';

function serve(before?: MiddlewareHandler): Server {
  const app = new Hono();
  if (before) app.use(before);
  app.get(PATH, (c) => c.json(ANSWER));
  return serveOnNode({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }) as Server;
}

export function bareHono(): Server {
  return serve();
}

export function fieldsHono(): Server {
  return serve(async (c, next) => {
    if (c.req.header('authorization') === undefined) return c.body(null, 401);
    for (const name in FIELDS) c.header(name, FIELDS[name]);
    return next();
  });
}

export function holdfastHono({ issuer, audience }: Setting): Server {
  return serve(auth({ issuer, audience, insecureRequests: true }) as MiddlewareHandler);
}

/** With its keys given: with `jwks_uri` it would fetch them for each request. */
export function jwkHono({ issuer, audience, jwks }: Setting): Server {
  const keys = jwks.keys.map((key) => ({ ...key, kid: key.kid ?? '' }));
  const verification = { iss: issuer, aud: audience, typ: 'at+jwt' };
  return serve(jwk({ keys, alg: ['RS256'], verification }));
}

export function joseHono(setting: Setting): Server {
  const verify = joseVerifier(setting);
  return serve(async (c, next) => {
    try {
      const { payload } = await verify(c.req.header('authorization'));
      c.set('auth', payload);
    } catch {
      return c.json({ error: 'invalid_token' }, 401);
    }
    return next();
  });
}
