import type { RequestHandler } from 'express';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { AuthOptions } from '../src/index.ts';
import { auth, requiredScopes } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import type { SentRequest } from './server.ts';
import { openServer } from './server.ts';
import { bearer, createApi, issuer } from './setting.ts';

const server = await openServer();
afterAll(server.close);
const token = await issuer.mint({ scope: 'read' });
const poor = await issuer.mint();

interface Row {
  readonly id: string;
  readonly options?: AuthOptions;
  readonly request: SentRequest;
  readonly order: readonly string[];
}

const ROWS: readonly Row[] = [
  { id: 'a remembered token', request: bearer(token), order: ['handler', 'auth() returned'] },
  {
    id: 'a remembered token, refused by a guard',
    request: bearer(poor),
    order: ['403', 'auth() returned'],
  },
  { id: 'no credentials', request: {}, order: ['401', 'auth() returned'] },
  { id: 'malformed credentials', request: bearer('{}'), order: ['400', 'auth() returned'] },
  {
    id: 'no credentials where none are required',
    options: { required: false },
    request: { target: '/open' },
    order: ['handler', 'auth() returned'],
  },
  {
    id: 'a preflight',
    request: {
      method: 'OPTIONS',
      target: '/open',
      fields: [
        ['Origin', 'https://app.example'],
        ['Access-Control-Request-Method', 'PUT'],
      ],
    },
    order: ['handler', 'auth() returned'],
  },
];

for (const { name, express } of FRAMEWORKS) {
  describe(`${name}: is settled in the same tick`, () => {
    for (const { id, options, request, order } of ROWS) {
      test(id, async () => {
        const api = createApi();
        await Promise.all([api.verifyAccessToken(token), api.verifyAccessToken(poor)]);
        const verify = vi.spyOn(crypto.subtle, 'verify');
        const seen: string[] = [];
        const protect = auth(api, options);
        const watched: RequestHandler = (req, res, next) => {
          const end = res.end;
          res.end = (...given: unknown[]) => {
            if (res.statusCode !== 200) seen.push(String(res.statusCode));
            return Reflect.apply(end, res, given);
          };
          void protect(req, res, next);
          seen.push('auth() returned');
        };
        const handler: RequestHandler = (_req, res) => {
          seen.push('handler');
          res.end();
        };
        const app = express().use(watched).use('/open', handler);
        server.mount(app.use(requiredScopes('read'), handler));
        await server.send(request);
        expect(seen).toEqual(order);
        expect(verify).not.toHaveBeenCalled();
        verify.mockRestore();
      });
    }

    test('a new token is not: it is verified first', async () => {
      const seen: string[] = [];
      const protect = auth(createApi());
      const app = express().use((req, res, next) => {
        void protect(req, res, next);
        seen.push('auth() returned');
      });
      server.mount(app.use((_req, res) => void res.end(void seen.push('handler'))));
      await server.send(bearer(token));
      expect(seen).toEqual(['auth() returned', 'handler']);
    });
  });
}
