import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { auth } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { openServer } from './server.ts';
import { bearer, createApi, issuer, recordErrors } from './setting.ts';

const server = await openServer();
afterAll(server.close);
afterEach(() => {
  vi.unstubAllGlobals();
});
const token = await issuer.mint();

// zone.js and bluebird do that. Taken for an answer, a promise is a refusal without an error, and next() of none goes on.
test.each(FRAMEWORKS)(
  '$name, with another Promise in place of the global one',
  async ({ express }) => {
    vi.stubGlobal('Promise', class extends Promise<unknown> {});
    const app = express();
    app.use(auth(createApi(), { onError: (error, _req, _res, next) => next(error) }));
    app.use((_req, res) => void res.end('passed'));
    recordErrors(app);
    server.mount(app);
    const forged = await server.send(bearer(`${token.slice(0, -4)}AAAA`));
    expect(forged).toMatchObject({ status: 401, body: 'bad_signature' });
    for (const time of ['new', 'remembered']) {
      const { status, body } = await server.send(bearer(token));
      expect({ time, status, body }).toEqual({ time, status: 200, body: 'passed' });
    }
  },
);
