import { createDpopClient } from '@holdfast/auth-testing';
import type { Handler, MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { streamText } from 'hono/streaming';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { auth } from '../src/index.ts';
import { fieldsOf, RESPONSES, set, touch } from './app-fields.ts';
import { bearer, createApi, issuer } from './setting.ts';

const origin = 'https://app.example';

const token = await issuer.mint();

const VARY = 'Authorization, DPoP';
const PRIVATE = { 'cache-control': 'private', vary: VARY };
const PUBLIC = { 'Cache-Control': 'public', Vary: 'Accept' };
const OWN = { 'Cache-Control': 'no-store', Vary: 'Accept' };

const passed: Handler = (c) => c.text('passed');
const raw =
  (headers: Readonly<Record<string, string>> = {}): Handler =>
  () =>
    new Response('passed', { headers });

interface Row {
  readonly id: string;
  readonly before?: MiddlewareHandler;
  readonly handler?: Handler;
  /** Of the answer to an accepted request; null stands for a field that is not there. */
  readonly accepted: Readonly<Record<string, string | null>>;
}

const ROWS: readonly Row[] = [
  { id: 'nothing set', accepted: PRIVATE },
  {
    id: 'Vary before',
    before: set({ Vary: 'Origin' }),
    accepted: { vary: `Origin, ${VARY}` },
  },
  {
    id: 'Vary before, with what is added',
    before: set({ Vary: 'dpop, Origin' }),
    accepted: { vary: 'dpop, Origin, Authorization' },
  },
  { id: 'Vary: * before', before: set({ Vary: '*' }), accepted: { vary: '*' } },
  {
    id: 'Cache-Control: public before, which no shared cache may take for its own',
    before: set({ 'Cache-Control': 'public, max-age=60' }),
    accepted: PRIVATE,
  },
  {
    id: 'Cache-Control: no-store before, which is stricter',
    before: set({ 'Cache-Control': 'no-store' }),
    accepted: { 'cache-control': 'no-store' },
  },
  {
    id: 'c.json(..., fields) in the handler',
    handler: (c) => c.json(1, 200, OWN),
    accepted: { 'cache-control': 'no-store', vary: 'Accept' },
  },
  {
    id: 'c.header(..., append) in the handler',
    handler: (c) => {
      c.header('Vary', 'Accept', { append: true });
      return c.text('passed');
    },
    accepted: { vary: `${VARY}, Accept` },
  },
  {
    id: 'c.header() before and in the handler',
    before: set({ 'Cache-Control': 'no-store', Vary: 'Origin' }),
    handler: (c) => {
      for (const [name, value] of Object.entries(PUBLIC)) c.header(name, value);
      return c.text('passed');
    },
    accepted: { 'cache-control': 'public', vary: 'Accept' },
  },
  { id: 'a Response of its own', handler: raw(), accepted: PRIVATE },
  {
    id: 'a Response of its own, with fields',
    handler: raw(OWN),
    accepted: { 'cache-control': 'no-store', vary: 'Accept' },
  },
  {
    id: 'a Response of its own, Vary before: Hono drops it',
    before: set({ Vary: 'Origin' }),
    handler: raw(),
    accepted: PRIVATE,
  },
  {
    id: 'a Response of its own behind cors()',
    before: cors({ origin }),
    handler: raw({ 'Cache-Control': 'no-store' }),
    accepted: {
      'access-control-allow-origin': origin,
      'cache-control': 'no-store',
      vary: `${VARY}, Origin`,
    },
  },
  {
    id: 'Cache-Control: public on c.res before',
    before: touch({ 'Cache-Control': 'public' }),
    handler: raw(),
    accepted: PRIVATE,
  },
  {
    id: 'a Response that cannot be changed',
    handler: () => Response.redirect('https://elsewhere.test/'),
    accepted: { ...PRIVATE, location: 'https://elsewhere.test/' },
  },
  {
    id: 'a stream',
    handler: (c) => streamText(c, async (stream) => void (await stream.write('passed'))),
    accepted: PRIVATE,
  },
  {
    id: 'an error of the handler',
    handler: () => {
      throw new Error('a');
    },
    accepted: PRIVATE,
  },
  { id: 'no such route', handler: (c) => c.notFound(), accepted: PRIVATE },
];

function appOf({ before, handler = passed }: Partial<Row>): Hono {
  const app = new Hono();
  if (before) app.use(before);
  app.use(auth(createApi())).get('/', handler);
  app.onError((error, c) => c.text(error.message, 500));
  return app;
}

describe.each(RESPONSES)('the answer to an accepted request, a Response of %s', (_name, given) => {
  beforeEach(() => void vi.stubGlobal('Response', given));
  afterEach(() => void vi.unstubAllGlobals());

  for (const row of ROWS) {
    test(row.id, async () => {
      const answer = await appOf(row).request('/', bearer(token, { origin }));
      expect(fieldsOf(answer, row.accepted)).toEqual(row.accepted);
    });
  }

  test('carries the nonce that is to be used next, on a Response of its own too', async () => {
    let time = Math.floor(Date.now() / 1000);
    const api = createApi({
      now: () => time,
      dpop: { nonce: { secret: 'x'.repeat(32), maxAge: 60 } },
    });
    const app = new Hono().use(auth(api)).get('/', raw());
    const client = await createDpopClient({ now: () => time });
    const bound = await issuer.mint({ dpopKey: client });
    const send = async (nonce?: string): Promise<Response> => {
      const url = 'https://api.test/';
      const dpop = await client.proof({ method: 'GET', url, accessToken: bound, nonce });
      return app.request(url, { headers: { authorization: `DPoP ${bound}`, dpop } });
    };
    const first = (await send()).headers.get('dpop-nonce') ?? undefined;
    time += 60;
    const answer = await send(first);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('dpop-nonce')).not.toBe(first);
    expect(answer.headers.get('dpop-nonce')).toEqual(expect.any(String));
  });
});
