import type { MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { auth } from '../src/index.ts';
import { fieldsOf, RESPONSES, set, touch } from './app-fields.ts';
import { createApi } from './setting.ts';

describe.each(RESPONSES)('the answer to a refused request, a Response of %s', (_name, given) => {
  beforeEach(() => void vi.stubGlobal('Response', given));
  afterEach(() => void vi.unstubAllGlobals());

  const CORS = 'access-control-expose-headers';
  const EXPOSED = 'WWW-Authenticate, DPoP-Nonce';
  const REFUSED: ReadonlyArray<
    readonly [
      id: string,
      before: MiddlewareHandler,
      fields: Readonly<Record<string, string | null>>,
    ]
  > = [
    ['nothing set', set({}), { vary: null, [CORS]: EXPOSED }],
    ['Vary before', set({ Vary: 'Origin' }), { vary: 'Origin' }],
    ['fields exposed before', set({ [CORS]: 'X-Total' }), { [CORS]: `X-Total, ${EXPOSED}` }],
    [
      'fields exposed by cors() before',
      cors({ origin: 'https://app.example', exposeHeaders: ['X-Total'] }),
      { [CORS]: `X-Total, ${EXPOSED}`, 'access-control-allow-origin': 'https://app.example' },
    ],
    [
      'other fields before, which stand for nothing any more',
      set({ 'Content-Type': 'text/html', 'WWW-Authenticate': 'Basic', 'Cache-Control': 'public' }),
      {},
    ],
    [
      'other fields on c.res before',
      touch({ 'WWW-Authenticate': 'Basic', 'Cache-Control': 'public' }),
      {},
    ],
  ];
  for (const [id, before, fields] of REFUSED) {
    test(id, async () => {
      const app = new Hono().use(before, auth(createApi()));
      const answer = await app.request('/', { headers: { origin: 'https://app.example' } });
      const all = {
        'cache-control': 'no-store',
        'content-type': 'application/json',
        'www-authenticate': 'Bearer realm="api", DPoP algs="ES256"',
        ...fields,
      };
      expect(answer.status).toBe(401);
      expect(fieldsOf(answer, all)).toEqual(all);
      expect(await answer.json()).toMatchObject({ error: 'unauthorized' });
    });
  }
});
