import { createDpopClient } from '@holdfast/auth-testing';
import type { RequestHandler } from 'express';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { ApiClient } from '../src/index.ts';
import { auth, getAuth } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import type { SentRequest } from './server.ts';
import { openServer } from './server.ts';
import { bearer, createApi, issuer } from './setting.ts';

const server = await openServer();
afterAll(server.close);
const client = await createDpopClient();
const bound = await issuer.mint({ dpopKey: client });
const token = await issuer.mint();

async function proven(): Promise<SentRequest> {
  const url = `http://${server.host}/`;
  const proof = await client.proof({ method: 'GET', url, accessToken: bound });
  return {
    fields: [
      ['Authorization', `DPoP ${bound}`],
      ['DPoP', proof],
    ],
  };
}

const done: RequestHandler = (_req, res) => void res.end('passed');

for (const { name, express } of FRAMEWORKS) {
  describe(`${name}: auth() more than once on a request`, () => {
    const serve = (...handlers: readonly RequestHandler[]): void => {
      const app = express();
      app.get('/', ...handlers, done);
      server.mount(app);
    };
    const watch = (api: ApiClient) => vi.spyOn(api, 'admit');

    test('the same client verifies once: a proof is not replayed by itself', async () => {
      const api = createApi();
      const admit = watch(api);
      const callers: unknown[] = [];
      const note: RequestHandler = (req, _res, next) => next(void callers.push(getAuth(req)));
      serve(auth(api), note, auth(api), note, auth(api, { required: false }), note);
      const request = await proven();
      expect((await server.send(request)).body).toBe('passed');
      expect(admit).toHaveBeenCalledTimes(1);
      expect(new Set(callers).size).toBe(1);
      expect(callers[0]).toMatchObject({ scheme: 'dpop', proof: { jkt: client.jkt } });
      const again = await server.send(request);
      expect(again.status).toBe(401);
      expect(again.headers['www-authenticate']).toContain('has been used before');
    });

    test('one middleware in two places verifies once', async () => {
      const api = createApi();
      const admit = watch(api);
      const protect = auth(api);
      serve(protect, protect);
      expect((await server.send(await proven())).body).toBe('passed');
      expect(admit).toHaveBeenCalledTimes(1);
    });

    test('each request is verified anew, on one connection too', async () => {
      const api = createApi();
      const admit = watch(api);
      serve(auth(api));
      const lines = [`GET / HTTP/1.1`, `Host: ${server.host}`, `Authorization: Bearer ${token}`];
      const request = `${lines.join('\r\n')}\r\n`;
      await server.sendRaw(`${request}\r\n${request}Connection: close\r\n\r\n`);
      expect(admit).toHaveBeenCalledTimes(2);
    });

    test('another client verifies again, with its own rules', async () => {
      const [first, second] = [createApi(), createApi({ requiredClaims: ['tenant'] })];
      const admits = [watch(first), watch(second)];
      serve(auth(first), auth(second));
      const answer = await server.send(bearer(token));
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toContain('lacks a required claim');
      expect(admits.map((admit) => admit.mock.calls.length)).toEqual([1, 1]);
    });

    test('another client, of other options alike, sees the proof for the first time', async () => {
      const [first, second] = [createApi(), createApi()];
      serve(auth(first), auth(second), (req, _res, next) => {
        expect(getAuth(req, second)?.scheme).toBe('dpop');
        next();
      });
      expect((await server.send(await proven())).body).toBe('passed');
    });

    test('clients that share a replay store do not both accept a proof', async () => {
      const used = new Set<string>();
      const replay = { add: (key: string) => !used.has(key) && used.add(key).has(key) };
      serve(auth(createApi({ dpop: { replay } })), auth(createApi({ dpop: { replay } })));
      const answer = await server.send(await proven());
      expect(answer.headers['www-authenticate']).toContain('has been used before');
    });

    test('the caller is that of the last client', async () => {
      const [first, second] = [createApi(), createApi()];
      serve(auth(first), auth(second), (req, _res, next) => {
        expect(() => getAuth(req, first)).toThrow('another client');
        expect(getAuth(req)).toBe(getAuth(req, second));
        next();
      });
      expect((await server.send(bearer(token))).body).toBe('passed');
    });

    test('a request that went on without credentials is refused where they are required', async () => {
      const api = createApi();
      serve(auth(api, { required: false }), auth(api));
      expect((await server.send()).status).toBe(401);
      expect((await server.send(bearer(token))).body).toBe('passed');
    });

    test('a preflight that went on is refused where preflights are', async () => {
      const api = createApi();
      const app = express();
      app.use(auth(api), auth(api, { preflight: 'refuse' }), done);
      server.mount(app);
      const preflight: SentRequest = {
        method: 'OPTIONS',
        fields: [
          ['Origin', 'https://app.example'],
          ['Access-Control-Request-Method', 'PUT'],
        ],
      };
      expect((await server.send(preflight)).status).toBe(401);
    });
  });
}
