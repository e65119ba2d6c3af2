import type { Request } from 'express';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { auth, getAuth } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import type { SentRequest } from './server.ts';
import { openServer } from './server.ts';
import { bearer, createApi, issuer, recordErrors } from './setting.ts';

const server = await openServer();
afterAll(server.close);
const token = await issuer.mint({ scope: 'read', subject: 'alice' });
const PREFLIGHT: SentRequest = {
  method: 'OPTIONS',
  fields: [
    ['Origin', 'https://app.example'],
    ['Access-Control-Request-Method', 'PUT'],
  ],
};

for (const { name, express } of FRAMEWORKS) {
  describe(`${name}: who calls`, () => {
    const api = createApi();
    const other = createApi();
    let requests: Request[] = [];
    beforeEach(() => {
      requests = [];
      const app = express();
      app.use('/optional', auth(api, { required: false }));
      app.use('/required', auth(api));
      app.use((req, res) => {
        requests.push(req);
        res.end('passed');
      });
      server.mount(app);
    });

    const pass = async (request: SentRequest): Promise<Request & { auth?: unknown }> => {
      expect((await server.send(request)).body).toBe('passed');
      return requests[0] as Request;
    };

    test('getAuth(req) and req.auth are one object', async () => {
      const req = await pass(bearer(token, { target: '/required' }));
      expect(getAuth(req)).toMatchObject({ token, scheme: 'bearer', scopes: ['read'] });
      expect(getAuth(req)?.claims.sub).toBe('alice');
      expect(req.auth).toBe(getAuth(req));
      expect(getAuth(req, api)).toBe(getAuth(req));
    });

    test('getAuth(req, api) throws where another client authenticated the request', async () => {
      const req = await pass(bearer(token, { target: '/required' }));
      expect(() => getAuth(req, other)).toThrow(
        expect.objectContaining({
          name: 'ConfigurationError',
          message: expect.stringContaining('getAuth()'),
        }),
      );
    });

    test('a mix-up of clients in a handler is answered with 500', async () => {
      const app = express();
      app.get('/', auth(api), (req, res) => void res.json(getAuth(req, other)));
      const { errors } = recordErrors(app);
      server.mount(app);
      expect((await server.send(bearer(token))).status).toBe(500);
      expect(errors).toEqual([expect.objectContaining({ name: 'ConfigurationError' })]);
    });

    const NOBODY: ReadonlyArray<readonly [id: string, request: SentRequest]> = [
      ['required: false and no credentials', { target: '/optional' }],
      ['a preflight', { ...PREFLIGHT, target: '/required' }],
      ['a preflight with credentials', { ...bearer(token, PREFLIGHT), target: '/required' }],
      ['no auth() before it', bearer(token, { target: '/elsewhere' })],
    ];
    for (const [id, request] of NOBODY) {
      test(`is nobody: ${id}`, async () => {
        const req = await pass(request);
        expect([getAuth(req), getAuth(req, api), getAuth(req, other), req.auth]).toEqual([
          undefined,
          undefined,
          undefined,
          undefined,
        ]);
      });
    }

    test('what another library wrote to req.auth is not taken for a caller', async () => {
      const app = express();
      app.use((req, _res, next) => next(void Object.assign(req, { auth: { scopes: ['admin'] } })));
      app.get('/without', (req, res) => void res.json({ caller: getAuth(req) }));
      app.get(
        '/optional',
        auth(api, { required: false }),
        (req: Request & { auth?: unknown }, res) => {
          res.json({ caller: getAuth(req), auth: req.auth });
        },
      );
      server.mount(app);
      expect((await server.send({ target: '/without' })).body).toBe('{}');
      expect((await server.send({ target: '/optional' })).body).toBe('{}');
    });
  });
}
