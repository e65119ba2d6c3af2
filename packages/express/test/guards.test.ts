import type { RequestHandler } from 'express';
import { afterAll, describe, expect, test } from 'vitest';
import { auth, getAuth, requiredScopes, scopeIncludesAny } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import type { SentRequest } from './server.ts';
import { openServer } from './server.ts';
import { bearer, createApi, issuer, recordErrors, silenceLog } from './setting.ts';

const server = await openServer();
afterAll(server.close);
const token = await issuer.mint({ scope: 'read write' });
const GUARDS = { requiredScopes, scopeIncludesAny } as const;
const passed: RequestHandler = (_req, res) => void res.end('passed');
const PREFLIGHT: SentRequest = {
  method: 'OPTIONS',
  fields: [
    ['Origin', 'https://app.example'],
    ['Access-Control-Request-Method', 'PUT'],
  ],
};

for (const { name, express } of FRAMEWORKS) {
  for (const [guardName, guard] of Object.entries(GUARDS)) {
    describe(`${name}: ${guardName}() without auth() before it`, () => {
      const UNSEEN: ReadonlyArray<readonly [id: string, handlers: readonly RequestHandler[]]> = [
        ['alone', [guard('read')]],
        ['auth() behind it', [guard('read'), auth(createApi())]],
        [
          'req.auth of another library before it',
          [
            (req, _res, next) => next(void Object.assign(req, { auth: { scopes: ['read'] } })),
            guard('read'),
          ],
        ],
      ];
      for (const [id, handlers] of UNSEEN) {
        test(`${id}: 500, never a pass`, async () => {
          const app = express().use(...handlers, passed);
          const { errors } = recordErrors(app);
          server.mount(app);
          for (const request of [bearer(token), {}, PREFLIGHT]) {
            expect(await server.send(request)).toMatchObject({ status: 500, body: 'recorded' });
          }
          const error = expect.objectContaining({
            name: 'ConfigurationError',
            message: expect.stringContaining('put auth() before the guard'),
          });
          expect(errors).toEqual([error, error, error]);
        });
      }

      test("with Express' own answer: 500 without details", async () => {
        server.mount(express().set('env', 'production').use(guard('read'), passed));
        const log = silenceLog();
        const { status, headers, body } = await server.send(bearer(token));
        log.mockRestore();
        expect(status).toBe(500);
        expect(body).toContain('Internal Server Error');
        expect(JSON.stringify([headers, body])).not.toMatch(/guard|auth\(/i);
      });
    });

    describe(`${name}: ${guardName}() behind auth()`, () => {
      test('passes with the scope', async () => {
        server.mount(express().use(auth(createApi()), guard('read'), passed));
        expect((await server.send(bearer(token))).body).toBe('passed');
      });

      test('required: false and no credentials: 401 without an error code', async () => {
        const protect = auth(createApi(), { required: false });
        server.mount(express().use(protect, guard('read'), passed));
        const answer = await server.send();
        expect(answer.status).toBe(401);
        expect(answer.headers['www-authenticate']).toBe('Bearer realm="api", DPoP algs="ES256"');
        expect(answer.headers['cache-control']).toBe('no-store');
        expect(answer.body).toBe(
          '{"error":"unauthorized","error_description":"This request needs an access token."}',
        );
        expect((await server.send(bearer(token))).body).toBe('passed');
      });

      test('a preflight that went on is not let past it', async () => {
        server.mount(express().use(auth(createApi()), guard('read'), passed));
        expect((await server.send(PREFLIGHT)).status).toBe(401);
      });

      test('several in a row each have their say', async () => {
        server.mount(express().use(auth(createApi()), guard('read'), guard('admin'), passed));
        const answer = await server.send(bearer(token));
        expect(answer.status).toBe(403);
        expect(answer.headers['www-authenticate']).toContain('scope="admin"');
      });

      test('a change that the app makes to the caller counts', async () => {
        const app = express().use(auth(createApi()));
        app.use((req, _res, next) => {
          getAuth(req)?.scopes.splice(0);
          next();
        });
        server.mount(app.use(guard('read'), passed));
        expect((await server.send(bearer(token))).status).toBe(403);
      });
    });
  }

  test(`${name}: a guard can be used in many places at once`, async () => {
    const guard = requiredScopes('read');
    const app = express().use(auth(createApi()));
    server.mount(app.get('/a', guard, passed).get('/b', guard, passed));
    const poor = await issuer.mint();
    const answers = await Promise.all(
      [token, poor, token, poor].map((sent, index) =>
        server.send(bearer(sent, { target: index < 2 ? '/a' : '/b' })),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 403, 200, 403]);
  });
}
