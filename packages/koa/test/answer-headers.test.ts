import type { Context } from 'koa';
import { describe, expect, test } from 'vitest';
import { auth } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { ask, bearer, createApi, issuer } from './setting.ts';

const token = await issuer.mint();

const VARY = 'Authorization, DPoP';
const PRIVATE = { 'cache-control': 'private', vary: VARY };
const REFUSED = {
  'cache-control': 'no-store',
  'content-type': 'application/json',
  'www-authenticate': 'Bearer realm="api", DPoP algs="ES256"',
};
const EXPOSED = 'WWW-Authenticate, DPoP-Nonce';
const EXPOSE = 'access-control-expose-headers';
const origin = 'https://app.example';

interface Row {
  readonly id: string;
  readonly before?: (ctx: Context) => void;
  readonly handler?: (ctx: Context) => void;
  readonly accepted?: Readonly<Record<string, unknown>>;
  readonly refused?: Readonly<Record<string, unknown>>;
}

const ROWS: readonly Row[] = [
  { id: 'nothing set', accepted: PRIVATE, refused: { [EXPOSE]: EXPOSED } },
  {
    id: 'Vary before',
    before: (ctx) => ctx.vary('Origin'),
    accepted: { vary: `Origin, ${VARY}` },
    refused: { vary: 'Origin' },
  },
  {
    id: 'Vary as a list before',
    before: (ctx) => ctx.set('Vary', ['Origin', 'dpop']),
    accepted: { vary: 'Origin, dpop, Authorization' },
  },
  {
    id: 'Cache-Control: public before, which no shared cache may take for its own',
    before: (ctx) => ctx.set('Cache-Control', 'public, max-age=60'),
    accepted: PRIVATE,
    refused: REFUSED,
  },
  {
    id: 'Cache-Control: no-store before, which is stricter',
    before: (ctx) => ctx.set('Cache-Control', 'no-store'),
    accepted: { 'cache-control': 'no-store' },
  },
  {
    id: 'fields exposed before',
    before: (ctx) => ctx.set(EXPOSE, 'X-Total'),
    accepted: { [EXPOSE]: 'X-Total' },
    refused: { [EXPOSE]: `X-Total, ${EXPOSED}` },
  },
  {
    id: 'other fields before, which stand for nothing any more',
    before: (ctx) => ctx.set({ 'Content-Type': 'text/html', 'WWW-Authenticate': 'Basic' }),
    refused: REFUSED,
  },
  {
    id: 'a body, a status and a number before',
    before: (ctx) => {
      ctx.status = 202;
      ctx.body = { some: 'object' };
      ctx.res.setHeader('x-count', 3);
    },
    accepted: { 'x-count': '3' },
    refused: { ...REFUSED, 'x-count': '3' },
  },
  {
    id: 'ctx.set() in the handler',
    handler: (ctx) => ctx.set({ 'Cache-Control': 'public', Vary: 'Accept' }),
    accepted: { 'cache-control': 'public', vary: 'Accept' },
  },
  {
    id: 'ctx.vary() in the handler',
    handler: (ctx) => ctx.vary('Accept'),
    accepted: { vary: `${VARY}, Accept` },
  },
  {
    id: 'an answer past Koa',
    handler: (ctx) => {
      ctx.respond = false;
      ctx.res.end('passed');
    },
    accepted: PRIVATE,
  },
];

for (const { name, create } of FRAMEWORKS) {
  describe(`${name}: header fields of the app`, () => {
    for (const { id, before, handler, accepted = {}, refused = {} } of ROWS) {
      const app = create();
      app.use((ctx, next) => {
        before?.(ctx);
        return next();
      });
      app.use(auth(createApi()));
      app.use((ctx) => {
        ctx.body = 'passed';
        handler?.(ctx);
      });

      test(`${id}: an accepted request`, async () => {
        const answer = await ask(app, bearer(token, { headers: { origin } }));
        expect(answer.headers).toMatchObject(accepted);
        expect(answer.body).toBe('passed');
      });

      test(`${id}: a refused request`, async () => {
        const answer = await ask(app, { headers: { origin } });
        expect(answer.status).toBe(401);
        expect(answer.headers).toMatchObject({ ...REFUSED, ...refused });
        expect(JSON.parse(answer.body)).toMatchObject({ error: 'unauthorized' });
      });
    }

    test('an answer that has gone out already stays as it is, and the app goes on', async () => {
      for (const sent of [bearer(token), bearer('{}'), {}]) {
        const app = create();
        app.use(async (ctx, next) => {
          ctx.set('Vary', 'Origin');
          ctx.res.end('early');
          await next();
        });
        app.use(auth(createApi()));
        const answer = await ask(app, sent);
        expect(answer).toMatchObject({ status: 404, headers: { vary: 'Origin' }, body: 'early' });
      }
    });
  });
}
