import type { Express } from 'express';
import { afterAll, describe, expect, test } from 'vitest';
import type { AuthOptions } from '../src/index.ts';
import { auth, requiredAuthentication, requiredScopes } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { openServer } from './server.ts';
import { createApi, issuer, recordErrors } from './setting.ts';

const server = await openServer();
afterAll(server.close);

// Express goes on at next(undefined) and next(null), and skips at next('route') and next('router').
const VALUES: readonly unknown[] = [undefined, null, 'route', 'router', '', 0, false];

const token = await issuer.mint({ claims: { auth_time: Math.floor(Date.now() / 1000) } });
const throws = (thrown: unknown) => (): never => {
  throw thrown;
};
const onError = (run: () => never | Promise<never>): AuthOptions => ({ onError: run });

type Site = readonly [
  id: string,
  isAuthenticated: boolean,
  mount: (app: Express, thrown: unknown) => unknown,
];

const SITES: readonly Site[] = [
  [
    'onError that throws',
    false,
    (app, thrown) => app.use(auth(createApi(), onError(throws(thrown)))),
  ],
  [
    'onError that rejects',
    false,
    (app, thrown) =>
      app.use(
        auth(
          createApi(),
          onError(() => Promise.reject(thrown)),
        ),
      ),
  ],
  [
    'onError that throws for a guard',
    true,
    (app, thrown) => {
      app.use(auth(createApi(), onError(throws(thrown))));
      app.use(requiredScopes('admin'));
    },
  ],
  [
    'a claims schema that throws',
    true,
    (app, thrown) => app.use(auth(createApi({ claims: schema(throws(thrown)) }))),
  ],
  [
    'a claims schema that rejects',
    true,
    (app, thrown) => app.use(auth(createApi({ claims: schema(() => Promise.reject(thrown)) }))),
  ],
  ['now', true, (app, thrown) => app.use(auth(createApi({ now: throws(thrown) })))],
  [
    'now, for a guard',
    true,
    (app, thrown) => {
      let isBroken = false;
      const now = (): number => (isBroken ? throws(thrown)() : Date.now() / 1000);
      app.use(auth(createApi({ now })));
      app.use((_req, _res, next) => {
        isBroken = true;
        next();
      });
      app.use(requiredAuthentication({ maxAge: 300 }));
    },
  ],
];

function schema(validate: () => never | Promise<never>) {
  return { '~standard': { version: 1, vendor: 'test', validate } } as const;
}

for (const { name, express } of FRAMEWORKS) {
  describe(`${name}: a request stops, whatever is thrown that is no error`, () => {
    for (const [id, isAuthenticated, mount] of SITES) {
      test.each(VALUES)(`${id}: %j`, async (thrown) => {
        const app = express();
        mount(app, thrown);
        app.use((_req, res) => void res.end('passed'));
        const { errors } = recordErrors(app);
        server.mount(app);
        const fields = isAuthenticated ? ([['Authorization', `Bearer ${token}`]] as const) : [];
        const { status, body } = await server.send({ fields });
        expect([status, body]).toEqual([500, 'recorded']);
        expect(errors).toEqual([expect.objectContaining({ cause: thrown })]);
      });
    }
  });
}
