import type { ErrorRequestHandler, RequestHandler } from 'express';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AuthError, AuthOptions } from '../src/index.ts';
import { ApiClient, auth, isAuthError, requiredScopes } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import type { SentRequest } from './server.ts';
import { openServer } from './server.ts';
import {
  AUDIENCE,
  bearer,
  createApi,
  issuer,
  recordErrors,
  silenceLog,
  watchRejections,
} from './setting.ts';

const server = await openServer();
afterAll(server.close);
const token = await issuer.mint({ scope: 'read' });
const poor = await issuer.mint();
const expired = await issuer.mint({ expiresIn: -60 });

let rejections: ReturnType<typeof watchRejections>;
let log: ReturnType<typeof silenceLog>;
beforeEach(() => {
  rejections = watchRejections();
  log = silenceLog();
});
afterEach(async () => {
  log.mockRestore();
  expect(await rejections.stop()).toEqual([]);
});

type OnError = NonNullable<AuthOptions['onError']>;
const DPOP = 'DPoP algs="ES256"';

interface Refusal {
  readonly id: string;
  readonly request: SentRequest;
  readonly reason: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly down?: boolean;
}

const REFUSALS: readonly Refusal[] = [
  {
    id: 'no credentials',
    request: {},
    reason: 'missing_authorization',
    status: 401,
    headers: { 'www-authenticate': `Bearer realm="api", ${DPOP}` },
  },
  {
    id: 'an expired token',
    request: bearer(expired),
    reason: 'expired',
    status: 401,
    headers: {
      'www-authenticate': `Bearer realm="api", error="invalid_token", error_description="The access token has expired.", ${DPOP}`,
    },
  },
  {
    id: 'a guard',
    request: bearer(poor),
    reason: 'insufficient_scope',
    status: 403,
    headers: {
      'www-authenticate': `Bearer realm="api", scope="read", error="insufficient_scope", error_description="The access token does not carry the scope that this request needs.", ${DPOP}`,
    },
  },
  {
    id: 'an outage, to a script of another origin',
    request: bearer(token, { fields: [['Origin', 'https://app.example']] }),
    reason: 'metadata_unavailable',
    status: 503,
    headers: {
      'retry-after': expect.stringMatching(/^\d+$/),
      'access-control-expose-headers': 'WWW-Authenticate, DPoP-Nonce',
    },
    down: true,
  },
];

function clientFor({ down }: Refusal): ApiClient {
  const fetchNothing = () => Promise.reject(new TypeError('fetch failed'));
  return down
    ? new ApiClient({ issuer: issuer.issuer, audience: AUDIENCE, fetch: fetchNothing })
    : createApi();
}

const passed: RequestHandler = (_req, res) => void res.end('passed');

for (const { name, express } of FRAMEWORKS) {
  describe(`${name}: onError`, () => {
    for (const refusal of REFUSALS) {
      const { id, request, reason, status, headers } = refusal;
      const serve = (onError: OnError): ReturnType<typeof recordErrors> => {
        const app = express();
        app.get('/', auth(clientFor(refusal), { onError }), requiredScopes('read'), passed);
        const log = recordErrors(app);
        server.mount(app);
        return log;
      };

      test(`answers ${id}, with the error's own headers at hand`, async () => {
        const seen: AuthError[] = [];
        const { errors } = serve((error, req, res) => {
          seen.push(error);
          expect(res.getHeaderNames()).not.toContain('www-authenticate');
          expect(res.statusCode).toBe(200);
          res.status(418).end(req.method);
        });
        const answer = await server.send(request);
        expect(answer).toMatchObject({ status: 418, body: 'GET' });
        expect(answer.headers).not.toHaveProperty('www-authenticate');
        expect(seen).toEqual([expect.objectContaining({ reason, statusCode: status })]);
        expect(seen[0]?.headers).toEqual(headers);
        expect(errors).toEqual([]);
      });

      test(`may take its time: ${id}`, async () => {
        serve(async (error, _req, res) => {
          await new Promise((resolve) => setImmediate(resolve));
          res.status(error.statusCode).end(error.reason);
        });
        expect(await server.send(request)).toMatchObject({ status, body: reason });
      });

      const FAILING: ReadonlyArray<readonly [id: string, onError: OnError]> = [
        [
          'throws',
          () => {
            throw new Error('a');
          },
        ],
        [
          'rejects',
          async () => {
            throw new Error('a');
          },
        ],
        ['rejects late', () => new Promise((_, reject) => setImmediate(reject, new Error('a')))],
        ['hands on an error of its own', (_error, _req, _res, next) => next(new Error('a'))],
      ];
      for (const [how, onError] of FAILING) {
        test(`that ${how}: ${id} reaches the error handler once`, async () => {
          const spy = vi.fn<OnError>(onError);
          const { errors } = serve(spy);
          expect(await server.send(request)).toMatchObject({ status: 500, body: 'recorded' });
          expect(errors).toEqual([new Error('a')]);
          expect(spy).toHaveBeenCalledTimes(1);
        });
      }

      test(`next(error) hands ${id} to the app's own error handler`, async () => {
        const { errors } = serve((error, _req, _res, next) => next(error));
        expect(await server.send(request)).toMatchObject({ status, body: reason });
        expect(errors.map((error) => isAuthError(error) && error.headers)).toEqual([headers]);
      });

      test(`next(error) with Express' own answer keeps status and header fields: ${id}`, async () => {
        const app = express().set('env', 'production');
        const onError: OnError = (error, _req, _res, next) => next(error);
        app.get('/', auth(clientFor(refusal), { onError }), requiredScopes('read'), passed);
        server.mount(app);
        const answer = await server.send(request);
        expect(answer.status).toBe(status);
        expect(answer.headers).toMatchObject(headers);
      });
    }

    test('is not called for a request that passes', async () => {
      const onError = vi.fn<OnError>();
      const app = express().use(auth(createApi(), { onError }), requiredScopes('read'), passed);
      server.mount(app);
      expect((await server.send(bearer(token))).body).toBe('passed');
      expect(onError).not.toHaveBeenCalled();
    });

    test.each([undefined, null, 'route', 'router'])(
      'next(%j) does not let a refused request go on: the framework gets the error',
      async (argument) => {
        const app = express();
        app.use(auth(createApi(), { onError: (_error, _req, _res, next) => next(argument) }));
        app.get('/open', passed);
        app.get('/guarded', requiredScopes('read'), passed);
        const { errors } = recordErrors(app);
        server.mount(app);
        for (const request of [
          { target: '/open' },
          bearer(expired, { target: '/open' }),
          bearer(expired, { target: '/guarded' }),
        ]) {
          expect((await server.send(request)).body).not.toBe('passed');
        }
        expect(errors.map((error) => isAuthError(error))).toEqual([true, true, true]);
      },
    );

    test('a guard uses that of the auth() before it', async () => {
      const tell =
        (text: string): OnError =>
        (_error, _req, res) =>
          void res.end(text);
      const app = express();
      const api = createApi();
      app.get('/one', auth(api, { onError: tell('first') }), requiredScopes('write'), passed);
      app.use(auth(api, { onError: tell('first') }));
      app.get('/two', auth(createApi(), { onError: tell('second') }), requiredScopes('write'));
      server.mount(app);
      expect((await server.send(bearer(token, { target: '/one' }))).body).toBe('first');
      expect((await server.send(bearer(token, { target: '/two' }))).body).toBe('second');
    });

    test('an error handler that does the same for refusals and everything else', async () => {
      const app = express();
      app.use(auth(createApi(), { onError: (error, _req, _res, next) => next(error) }), passed);
      const answerAll: ErrorRequestHandler = (error, _req, res, _next) => {
        if (isAuthError(error))
          res.status(error.statusCode).set(error.headers).json({ code: error.code });
      };
      server.mount(app.use(answerAll));
      const answer = await server.send(bearer(expired));
      expect(answer).toMatchObject({ status: 401, body: '{"code":"invalid_token"}' });
      expect(answer.headers['www-authenticate']).toContain('error="invalid_token"');
    });
  });
}
