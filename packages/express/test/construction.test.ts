import { afterAll, describe, expect, test, vi } from 'vitest';
import type * as adapter from '../src/index.ts';
import { ApiClient, auth, getAuth, requiredScopes } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { openServer } from './server.ts';
import { bearer, createApi, issuer, OPTIONS } from './setting.ts';

vi.resetModules();
const copy: typeof adapter = await import('../src/index.ts');

const server = await openServer();
afterAll(server.close);
const token = await issuer.mint({ scope: 'read' });
const poor = await issuer.mint();

const withoutAudience = { issuer: 'https://issuer.test/' };
const client = createApi();

describe('auth() throws at construction for', () => {
  const make = (...given: readonly unknown[]) => {
    return () => Reflect.apply(auth, undefined, given) as unknown;
  };
  const WRONG: ReadonlyArray<readonly [id: string, named: string, given: readonly unknown[]]> = [
    ['no audience', 'audience', [withoutAudience]],
    ['an unknown option', 'audiance', [{ ...OPTIONS, audiance: 'a' }]],
    ['an option of the wrong kind', 'clockTolerance', [{ ...OPTIONS, clockTolerance: '5' }]],
    ['two options that exclude each other', 'domain', [{ ...OPTIONS, domain: 'a.example' }]],
    [
      'an admission option among those of the client',
      'required',
      [{ ...OPTIONS, required: false }],
    ],
    ['an unknown admission option', 'requried', [client, { requried: false }]],
    ['required: null, which would let everybody in', 'required', [client, { required: null }]],
    ['required: 0', 'required', [client, { required: 0 }]],
    ['required: "false"', 'required', [client, { required: 'false' }]],
    ['an unknown preflight', 'preflight', [client, { preflight: 'skip' }]],
    ['an onError that is no function', 'onError', [client, { onError: 'log' }]],
  ];
  for (const [id, named, given] of WRONG) {
    test(id, () => {
      expect(make(...given)).toThrow(
        expect.objectContaining({
          name: 'ConfigurationError',
          message: expect.stringContaining(named),
        }),
      );
    });
  }

  const NO_CLIENT: ReadonlyArray<readonly [id: string, value: unknown]> = [
    ['nothing', undefined],
    ['null', null],
    ['a string', 'tenant.eu.auth0.com'],
    ['a list', [OPTIONS]],
    ['the class of clients', ApiClient],
    ['a promise of a client', Promise.resolve(client)],
  ];
  for (const [id, value] of NO_CLIENT) {
    test(`${id} in place of a client`, () => {
      expect(make(value)).toThrow(TypeError);
    });
  }

  test('a guard without scopes', () => {
    expect(() => requiredScopes()).toThrow(expect.objectContaining({ name: 'ConfigurationError' }));
  });
});

test('options are read once: changing them later changes nothing', async () => {
  const options = { ...OPTIONS, audience: ['https://api.test'] };
  const app = FRAMEWORKS[0]?.express();
  app?.get('/', auth(options), (_req, res) => void res.end('passed'));
  options.audience[0] = 'https://other.test';
  if (app) server.mount(app);
  expect((await server.send(bearer(token))).body).toBe('passed');
});

for (const { name, express } of FRAMEWORKS) {
  describe(`${name}: a client or its options`, () => {
    const CLIENTS: ReadonlyArray<readonly [id: string, given: ApiClient | typeof OPTIONS]> = [
      ['options', OPTIONS],
      ['a client', createApi()],
      ['a client of another copy of the core', new copy.ApiClient(OPTIONS) as ApiClient],
    ];
    for (const [id, given] of CLIENTS) {
      test(`${id}: accepts, refuses and guards alike`, async () => {
        const app = express();
        app.get('/', auth(given), requiredScopes('read'), (req, res) => {
          res.json(getAuth(req)?.scopes);
        });
        server.mount(app);
        expect(await server.send(bearer(token))).toMatchObject({ status: 200, body: '["read"]' });
        expect(await server.send(bearer(poor))).toMatchObject({
          status: 403,
          headers: {
            'www-authenticate':
              'Bearer realm="api", scope="read", error="insufficient_scope", ' +
              'error_description="The access token does not carry the scope that this request needs.", ' +
              'DPoP algs="ES256"',
          },
        });
        expect(await server.send()).toMatchObject({
          status: 401,
          headers: { 'www-authenticate': 'Bearer realm="api", DPoP algs="ES256"' },
          body: '{"error":"unauthorized","error_description":"This request needs an access token."}',
        });
      });
    }

    test('the other copy is another one', () => {
      expect(copy.ApiClient).not.toBe(ApiClient);
      expect(new copy.ApiClient(OPTIONS)).not.toBeInstanceOf(ApiClient);
    });

    test('guards and getAuth of another copy of the adapter find the caller', async () => {
      const app = express();
      app.get('/', auth(OPTIONS), copy.requiredScopes('read'), (req, res) => {
        res.json([copy.getAuth(req)?.scopes, copy.getAuth(req) === getAuth(req)]);
      });
      server.mount(app);
      expect((await server.send(bearer(token))).body).toBe('[["read"],true]');
      expect((await server.send(bearer(poor))).status).toBe(403);
    });
  });
}
