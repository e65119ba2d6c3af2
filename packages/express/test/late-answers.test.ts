import { connect } from 'node:net';
import type { RequestHandler, Response } from 'express';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ApiClient, auth } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import type { SentRequest } from './server.ts';
import { openServer } from './server.ts';
import type { Gate } from './setting.ts';
import {
  AUDIENCE,
  bearer,
  createApi,
  createGate,
  issuer,
  recordErrors,
  settle,
  watchRejections,
} from './setting.ts';

const server = await openServer();
afterAll(server.close);
const token = await issuer.mint();

let rejections: ReturnType<typeof watchRejections>;
beforeEach(() => {
  rejections = watchRejections();
});
afterEach(async () => {
  expect(await rejections.stop()).toEqual([]);
});

/** A client whose issuer answers when the gate opens. */
function waitingApi(gate: Gate): ApiClient {
  return new ApiClient({
    issuer: issuer.issuer,
    audience: AUDIENCE,
    fetch: async (...given) => {
      await gate.opened;
      return issuer.fetch(...given);
    },
  });
}

const passed: RequestHandler = (_req, res) => void res.end('passed');
const SENT = expect.objectContaining({ code: 'ERR_HTTP_HEADERS_SENT' });

for (const { name, express } of FRAMEWORKS) {
  describe(`${name}: an answer that has gone out already`, () => {
    const REQUESTS: ReadonlyArray<readonly [id: string, request: SentRequest]> = [
      ['accepted', bearer(token)],
      ['refused', bearer('{}')],
      ['without credentials', {}],
    ];
    for (const remembered of [false, true]) {
      for (const [id, request] of REQUESTS) {
        const when = remembered ? 'at once' : 'later';
        test(`stays as it is when the request is ${id} ${when}`, async () => {
          const api = createApi();
          if (remembered) await api.verifyAccessToken(token);
          const app = express();
          app.use('/early', (_req, res, next) => {
            res.set('Vary', 'Origin').end('early');
            next();
          });
          app.use(auth(api), passed);
          const { errors, arrived } = recordErrors(app);
          server.mount(app);
          const early = await server.send({ ...request, target: '/early' });
          expect(early).toMatchObject({ status: 200, body: 'early', headers: { vary: 'Origin' } });
          await arrived;
          await settle();
          expect(errors).toEqual([SENT]);
          expect((await server.send(bearer(token))).body).toBe('passed');
        });
      }
    }

    test('by a time limit of the app, while auth() waits for keys', async () => {
      const gate = createGate();
      const waiting = createGate();
      let response: Response | undefined;
      const app = express().use((_req, res, next) => {
        response = res;
        next();
        waiting.open();
      });
      app.use(auth(waitingApi(gate)), passed);
      const { errors, arrived } = recordErrors(app);
      server.mount(app);
      const answer = server.send(bearer(token));
      await waiting.opened;
      response?.status(504).end('too late');
      expect(await answer).toMatchObject({ status: 504, body: 'too late' });
      gate.open();
      await arrived;
      await settle();
      expect(errors).toEqual([SENT]);
      expect((await server.send(bearer(token))).body).toBe('passed');
    });

    test('and a client that has gone away while auth() waits for keys', async () => {
      const gate = createGate();
      const [waiting, gone, handled] = [createGate(), createGate(), createGate()];
      const app = express().use((_req, res, next) => {
        res.on('close', gone.open);
        next();
        waiting.open();
      });
      app.use(auth(waitingApi(gate)), (_req, res) => {
        res.end('passed');
        handled.open();
      });
      const { errors } = recordErrors(app);
      server.mount(app);
      const socket = connect({ host: '127.0.0.1', port: server.port });
      socket.write(`GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\n\r\n`);
      await waiting.opened;
      socket.destroy();
      await gone.opened;
      gate.open();
      await handled.opened;
      await settle();
      expect(errors).toEqual([]);
      expect((await server.send(bearer(token))).body).toBe('passed');
    });
  });
}
