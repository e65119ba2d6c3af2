import { createDpopClient } from '@holdfast/auth-testing';
import type { Express, RequestHandler } from 'express';
import { afterAll, describe, expect, test } from 'vitest';
import { auth, getAuth, requiredScopes } from '../src/index.ts';
import type { Framework } from './frameworks.ts';
import { FRAMEWORKS } from './frameworks.ts';
import type { SentRequest } from './server.ts';
import { openServer } from './server.ts';
import { bearer, createApi, issuer } from './setting.ts';

const server = await openServer();
afterAll(server.close);
const client = await createDpopClient();
const bound = await issuer.mint({ dpopKey: client, scope: 'read', subject: 'alice' });
const token = await issuer.mint({ scope: 'read', subject: 'alice' });
const poor = await issuer.mint({ subject: 'bob' });

async function proven(url: string, request: SentRequest): Promise<SentRequest> {
  const { method = 'GET', fields = [] } = request;
  const proof = await client.proof({ method, url, accessToken: bound });
  const credentials = [['Authorization', `DPoP ${bound}`] as const, ['DPoP', proof] as const];
  return { ...request, fields: [...credentials, ...fields] };
}

const show: RequestHandler = (req, res) => void res.end(String(getAuth(req)?.claims.sub));

interface Layout {
  readonly id: string;
  readonly target: string;
  readonly build: (express: Framework['express'], app: Express) => void;
}

const LAYOUTS: readonly Layout[] = [
  {
    id: 'on the app',
    target: '/things',
    build: (_express, app) =>
      app.use(auth(createApi())).get('/things', requiredScopes('read'), show),
  },
  {
    id: 'on one route',
    target: '/things',
    build: (_express, app) => app.get('/things', auth(createApi()), requiredScopes('read'), show),
  },
  {
    id: 'on a path',
    target: '/api/things',
    build: (_express, app) => {
      app.use('/api', auth(createApi()), requiredScopes('read'));
      app.get('/api/things', show);
    },
  },
  {
    id: 'in a list of handlers',
    target: '/things',
    build: (_express, app) => app.all('/things', [auth(createApi()), requiredScopes('read')], show),
  },
  {
    id: 'on app.route()',
    target: '/things',
    build: (_express, app) => {
      app.route('/things').all(auth(createApi())).all(requiredScopes('read')).get(show);
    },
  },
  {
    id: 'on a router under a prefix',
    target: '/v1/things',
    build: (express, app) => {
      const router = express.Router();
      app.use('/v1', router.use(auth(createApi())).get('/things', requiredScopes('read'), show));
    },
  },
  {
    id: 'on a router in a router, guards in the inner one',
    target: '/v1/tenants/acme/things',
    build: (express, app) => {
      const inner = express.Router().get('/things', requiredScopes('read'), show);
      const outer = express.Router().use(auth(createApi())).use('/tenants/:tenant', inner);
      app.use('/v1', outer);
    },
  },
  {
    id: 'on an app in an app',
    target: '/sub/things',
    build: (express, app) => {
      app.use(
        '/sub',
        express().use(auth(createApi())).get('/things', requiredScopes('read'), show),
      );
    },
  },
  {
    id: 'on the outer app, guards in the inner one',
    target: '/sub/things',
    build: (express, app) => {
      app.use(auth(createApi()));
      app.use('/sub', express().get('/things', requiredScopes('read'), show));
    },
  },
  {
    id: 'behind one that rewrites req.url',
    target: '/old/things',
    build: (_express, app) => {
      app.use((req, _res, next) => {
        req.url = '/new/things';
        next();
      });
      app.get('/new/things', auth(createApi()), requiredScopes('read'), show);
    },
  },
];

for (const { name, express } of FRAMEWORKS) {
  describe(`${name}: auth() and its guard`, () => {
    for (const { id, target, build } of LAYOUTS) {
      test(id, async () => {
        const app = express();
        build(express, app);
        server.mount(app);
        const url = `http://${server.host}${target}`;
        expect(await server.send(bearer(token, { target }))).toMatchObject({ body: 'alice' });
        expect(await server.send(await proven(url, { target }))).toMatchObject({ body: 'alice' });
        const elsewhere = await server.send(await proven(`${url}/other`, { target }));
        expect(elsewhere.headers['www-authenticate']).toContain('made for another URL');
        expect((await server.send(bearer(poor, { target }))).status).toBe(403);
        expect((await server.send({ target })).status).toBe(401);
      });
    }

    test('routes before it, and beside its path, are left alone', async () => {
      const app = express();
      app.get('/open', (_req, res) => void res.end('open'));
      app.use('/api', auth(createApi()), show);
      app.get('/beside', (_req, res) => void res.end('beside'));
      server.mount(app);
      expect((await server.send({ target: '/open' })).body).toBe('open');
      expect((await server.send({ target: '/beside' })).body).toBe('beside');
      expect((await server.send({ target: '/api' })).status).toBe(401);
    });

    test('an unknown path behind it is 404 for a caller and 401 for a stranger', async () => {
      const app = express().use(auth(createApi()));
      server.mount(app);
      expect((await server.send(bearer(token, { target: '/none' }))).status).toBe(404);
      expect((await server.send({ target: '/none' })).status).toBe(401);
    });

    for (const [id, inner, outer] of [
      ['its own', true, undefined],
      ["the outer app's", undefined, true],
    ] as const) {
      test(`an app in an app keeps to ${id} trust proxy`, async () => {
        const [app, sub] = [express(), express()];
        if (outer) app.set('trust proxy', true);
        if (inner) sub.set('trust proxy', true);
        app.use('/sub', sub.use(auth(createApi()), show));
        server.mount(app);
        const request = await proven('https://api.example.com/sub/things', {
          target: '/sub/things',
          fields: [
            ['X-Forwarded-Proto', 'https'],
            ['X-Forwarded-Host', 'api.example.com'],
          ],
        });
        expect((await server.send(request)).body).toBe('alice');
      });
    }
  });
}
