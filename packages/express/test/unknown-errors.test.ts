import { createDpopClient } from '@holdfast/auth-testing';
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ApiClientOptions } from '../src/index.ts';
import { ApiClient, auth } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { openServer } from './server.ts';
import {
  AUDIENCE,
  createApi,
  issuer,
  recordErrors,
  silenceLog,
  watchRejections,
} from './setting.ts';

const server = await openServer();
afterAll(server.close);
const client = await createDpopClient();
const bound = await issuer.mint({ dpopKey: client });
const token = await issuer.mint();

let rejections: ReturnType<typeof watchRejections>;
// Where Express' own answer goes out, it logs.
let log: ReturnType<typeof silenceLog>;
beforeEach(() => {
  rejections = watchRejections();
  log = silenceLog();
});
afterEach(async () => {
  log.mockRestore();
  expect(await rejections.stop()).toEqual([]);
});

const BROKEN = new Error('secret-detail of the application');
const fail = (): never => {
  throw BROKEN;
};
const schema = (validate: () => never | Promise<never>): ApiClientOptions['claims'] => ({
  '~standard': { version: 1, vendor: 'test', validate },
});

interface Fault {
  readonly id: string;
  readonly scheme?: 'DPoP';
  readonly options: Parameters<typeof createApi>[0];
  /** What arrives, where it is not the very error that was thrown. */
  readonly arrives?: unknown;
}

const FAULTS: readonly Fault[] = [
  { id: 'a claims schema that throws', options: { claims: schema(fail) } },
  { id: 'a claims schema that rejects', options: { claims: schema(async () => fail()) } },
  {
    id: 'a claims schema that gives neither a value nor issues',
    options: { claims: schema(() => ({}) as never) },
    arrives: expect.any(TypeError),
  },
  {
    id: 'a claims schema that throws, with a proof',
    scheme: 'DPoP',
    options: { claims: schema(fail) },
  },
  { id: 'now that throws', options: { now: fail } },
  { id: 'now that throws, with a proof', scheme: 'DPoP', options: { now: fail } },
  { id: 'a publicUrl function that throws', scheme: 'DPoP', options: { publicUrl: fail } },
  {
    id: 'a publicUrl function that gives nothing',
    scheme: 'DPoP',
    options: { publicUrl: () => undefined as never },
    arrives: expect.any(TypeError),
  },
];

async function send(scheme: 'Bearer' | 'DPoP'): ReturnType<typeof server.send> {
  if (scheme === 'Bearer') return server.send({ fields: [['Authorization', `Bearer ${token}`]] });
  const url = `http://${server.host}/`;
  const proof = await client.proof({ method: 'GET', url, accessToken: bound });
  return server.send({
    fields: [
      ['Authorization', `DPoP ${bound}`],
      ['DPoP', proof],
    ],
  });
}

/** An app behind a middleware whose calls of `next` are counted. */
function countNext(app: Express, protect: RequestHandler): { readonly calls: unknown[][] } {
  const calls: unknown[][] = [];
  app.use((req, res, next) => {
    void protect(req, res, (...given: unknown[]) => {
      calls.push(given);
      next(...(given as [unknown?]));
    });
  });
  return { calls };
}

for (const { name, express } of FRAMEWORKS) {
  describe(`${name}: an error that is no refusal`, () => {
    for (const { id, scheme = 'Bearer', options, arrives = BROKEN } of FAULTS) {
      test(`${id} reaches the error handler once`, async () => {
        const app = express();
        const onError = vi.fn();
        const handler = vi.fn<RequestHandler>((_req, res) => void res.end('passed'));
        app.use(auth(createApi(options), { onError }), handler);
        const { errors } = recordErrors(app);
        server.mount(app);
        const { status, headers, body } = await send(scheme);
        expect({ status, body }).toEqual({ status: 500, body: 'recorded' });
        expect([onError.mock.calls, handler.mock.calls]).toEqual([[], []]);
        expect(errors).toEqual([arrives]);
        expect(headers).not.toHaveProperty('www-authenticate');
      });

      test(`${id}, with Express' own answer: 500 without details`, async () => {
        const app = express().set('env', 'production');
        app.use(auth(createApi(options)));
        server.mount(app);
        const { status, headers, body } = await send(scheme);
        expect(status).toBe(500);
        expect(log).toHaveBeenCalledTimes(1);
        expect(body).toContain('Internal Server Error');
        expect(JSON.stringify([headers, body])).not.toMatch(/secret-detail|holdfast|token|DPoP/i);
      });

      test(`${id} calls next once`, async () => {
        const app = express().set('env', 'production');
        const { calls } = countNext(app, auth(createApi(options)));
        server.mount(app);
        await send(scheme);
        // What is thrown at once is Express' to catch: next is then not called by auth() at all.
        expect(calls.length).toBeLessThan(2);
        expect(calls.flat()).toEqual(calls.length === 0 ? [] : [arrives]);
      });
    }

    test('now that begins to throw, at any of its calls, breaks nothing but the requests of the moment', async () => {
      for (let good = 0; good < 12; good += 1) {
        let left = good;
        let broken = true;
        const now = (): number => {
          if (broken && left-- <= 0) fail();
          return Date.now() / 1000;
        };
        const { issuer: identifier, fetch } = issuer;
        const api = new ApiClient({ issuer: identifier, audience: AUDIENCE, fetch, now });
        const app = express().use(auth(api), (_req, res) => void res.end('passed'));
        const { errors } = recordErrors(app);
        server.mount(app);
        const during = [await send('Bearer'), await send('Bearer'), await send('Bearer')];
        expect([200, 500, 503]).toEqual(expect.arrayContaining(during.map(({ status }) => status)));
        expect(errors).toEqual(during.filter(({ status }) => status === 500).map(() => BROKEN));
        broken = false;
        expect([200, 503]).toContain((await send('Bearer')).status);
      }
    });

    for (const remembered of [false, true]) {
      const which = remembered ? 'a remembered token' : 'a new token';

      test(`a handler that throws behind ${which} reaches the error handler once`, async () => {
        const api = createApi();
        if (remembered) await api.verifyAccessToken(token);
        const app = express();
        let runs = 0;
        const { calls } = countNext(app, auth(api));
        app.use(() => {
          runs += 1;
          fail();
        });
        const { errors } = recordErrors(app);
        server.mount(app);
        expect((await send('Bearer')).status).toBe(500);
        expect({ calls, runs, errors }).toEqual({ calls: [[]], runs: 1, errors: [BROKEN] });
      });

      test(`an error handler that throws behind ${which} runs once`, async () => {
        const api = createApi();
        if (remembered) await api.verifyAccessToken(token);
        const app = express().set('env', 'production');
        let runs = 0;
        const rethrow: ErrorRequestHandler = (error, _req, _res, _next) => {
          runs += 1;
          throw error;
        };
        const { calls } = countNext(app, auth(api));
        app.use(fail, rethrow);
        server.mount(app);
        expect((await send('Bearer')).status).toBe(500);
        expect({ calls, runs }).toEqual({ calls: [[]], runs: 1 });
      });
    }
  });
}

describe('Express 5: an asynchronous handler behind auth()', () => {
  test('that rejects reaches the error handler once', async () => {
    const app = (FRAMEWORKS[0] as (typeof FRAMEWORKS)[number]).express();
    app.use(auth(createApi()), async () => fail());
    const { errors } = recordErrors(app);
    server.mount(app);
    expect((await send('Bearer')).status).toBe(500);
    expect(errors).toEqual([BROKEN]);
  });
});
