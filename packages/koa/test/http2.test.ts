import { connect, createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type Koa from 'koa';
import { describe, expect, test } from 'vitest';
import { auth, getAuth } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { createApi, issuer } from './setting.ts';

const token = await issuer.mint({ subject: 'alice' });

/** Serves an app over HTTP/2 for one request. */
async function ask(app: Koa, headers: Readonly<Record<string, string>>): Promise<string> {
  const server = createServer(app.callback());
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  try {
    return await text(session.request({ ':path': '/', ...headers }));
  } finally {
    session.close();
    server.close();
  }
}

for (const { name, create } of FRAMEWORKS) {
  describe(`${name} over HTTP/2, whose requests have no headersDistinct`, () => {
    // Node's client sends no field twice, so this stands in for one that does.
    const serve = (...repeated: readonly string[]): Koa => {
      const app = create();
      app.use((ctx, next) => {
        ctx.req.rawHeaders.push(...repeated);
        return next();
      });
      app.use(auth(createApi()));
      app.use((ctx) => {
        ctx.body = getAuth(ctx)?.claims.sub;
      });
      return app;
    };
    const authorization = `Bearer ${token}`;

    test('a good token is accepted, whatever other fields are called', async () => {
      const fields = { authorization, constructor: 'a', ['__proto__']: 'b' };
      expect(await ask(serve(), fields)).toBe('alice');
    });

    test('a request without a token is refused', async () => {
      expect(await ask(serve(), {})).toContain('"unauthorized"');
    });

    test('a repeated field is seen, which Node hides', async () => {
      const app = serve('authorization', 'Bearer another');
      app.middleware.splice(1, 0, (ctx, next) => {
        expect(ctx.headers.authorization).toBe(authorization);
        return next();
      });
      expect(await ask(app, { authorization })).toContain('one Authorization field');
    });
  });
}
