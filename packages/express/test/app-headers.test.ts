import { afterAll, describe, expect, test } from 'vitest';
import { auth } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { openServer } from './server.ts';
import { bearer, createApi, issuer } from './setting.ts';

const server = await openServer();
afterAll(server.close);
const token = await issuer.mint();

interface AppHeaders {
  readonly id: string;
  readonly before?: Readonly<Record<string, string | number | string[]>>;
  readonly after?: Readonly<Record<string, string>>;
  readonly origin?: boolean;
  /** What an accepted request is answered with. */
  readonly accepted: Readonly<Record<string, unknown>>;
  /** What a refused one is answered with. */
  readonly refused: Readonly<Record<string, unknown>>;
}

const VARY = 'Authorization, DPoP';
const EXPOSED = 'WWW-Authenticate, DPoP-Nonce';
const EXPOSE = 'access-control-expose-headers';
const NO_STORE = { 'cache-control': 'no-store' };

const APP_HEADERS: readonly AppHeaders[] = [
  { id: 'none', accepted: { 'cache-control': 'private', vary: VARY }, refused: NO_STORE },
  {
    id: 'Vary before',
    before: { Vary: 'Origin' },
    accepted: { vary: `Origin, ${VARY}` },
    refused: { vary: expect.stringMatching(/^Origin/) },
  },
  {
    id: 'Vary before, with what is added',
    before: { vary: 'dpop, Origin' },
    accepted: { vary: 'dpop, Origin, Authorization' },
    refused: { vary: expect.stringMatching(/^dpop, Origin/) },
  },
  { id: 'Vary: * before', before: { Vary: '*' }, accepted: { vary: '*' }, refused: { vary: '*' } },
  {
    id: 'Vary as a list before',
    before: { Vary: ['Origin', 'Accept'] },
    accepted: { vary: `Origin, Accept, ${VARY}` },
    refused: { vary: expect.stringMatching(/^Origin, Accept/) },
  },
  { id: 'Vary after', after: { Vary: 'Accept' }, accepted: { vary: 'Accept' }, refused: NO_STORE },
  {
    id: 'Access-Control-Expose-Headers before',
    before: { 'Access-Control-Expose-Headers': 'X-Total, ETag' },
    origin: true,
    accepted: { [EXPOSE]: 'X-Total, ETag' },
    refused: { [EXPOSE]: `X-Total, ETag, ${EXPOSED}` },
  },
  {
    id: 'Access-Control-Expose-Headers before, without Origin',
    before: { 'Access-Control-Expose-Headers': 'X-Total' },
    accepted: { [EXPOSE]: 'X-Total' },
    refused: { [EXPOSE]: 'X-Total' },
  },
  {
    id: 'Access-Control-Expose-Headers before, with what is added',
    before: { 'Access-Control-Expose-Headers': 'www-authenticate, X-Total' },
    origin: true,
    accepted: { [EXPOSE]: 'www-authenticate, X-Total' },
    refused: { [EXPOSE]: 'www-authenticate, X-Total, DPoP-Nonce' },
  },
  {
    id: 'Access-Control-Expose-Headers: * before, which names no field where credentials are sent',
    before: { 'Access-Control-Expose-Headers': '*' },
    origin: true,
    accepted: { [EXPOSE]: '*' },
    refused: { [EXPOSE]: `*, ${EXPOSED}` },
  },
  {
    id: 'Access-Control-Expose-Headers as a list before',
    before: { 'Access-Control-Expose-Headers': ['X-Total', 'ETag'] },
    origin: true,
    accepted: { [EXPOSE]: expect.stringMatching(/^X-Total, ETag$/) },
    refused: { [EXPOSE]: `X-Total, ETag, ${EXPOSED}` },
  },
  {
    id: 'Cache-Control: public before, which no shared cache may take for its own',
    before: { 'Cache-Control': 'public, max-age=60' },
    accepted: { 'cache-control': 'private' },
    refused: NO_STORE,
  },
  {
    id: 'Cache-Control: no-store before, which is stricter',
    before: { 'Cache-Control': 'no-store' },
    accepted: { 'cache-control': expect.stringContaining('no-store') },
    refused: NO_STORE,
  },
  {
    id: 'Cache-Control after',
    after: { 'Cache-Control': 'private, max-age=60' },
    accepted: { 'cache-control': 'private, max-age=60' },
    refused: NO_STORE,
  },
  {
    id: 'WWW-Authenticate before, which stands for nothing any more',
    before: { 'WWW-Authenticate': 'Basic realm="old"' },
    accepted: {},
    refused: { 'www-authenticate': 'Bearer realm="api", DPoP algs="ES256"' },
  },
  {
    id: 'Content-Type, a number and a field of its own before',
    before: { 'Content-Type': 'text/html', 'X-Count': 3 },
    accepted: { 'x-count': '3', 'content-type': 'text/html' },
    refused: { 'x-count': '3', 'content-type': 'application/json' },
  },
];

for (const { name, express } of FRAMEWORKS) {
  describe(`${name}: header fields of the app`, () => {
    for (const { id, before, after, origin, accepted, refused } of APP_HEADERS) {
      const serve = (): void => {
        const app = express().use((_req, res, next) => {
          for (const [field, value] of Object.entries(before ?? {})) res.setHeader(field, value);
          next();
        });
        app.use(auth(createApi()));
        server.mount(app.use((_req, res) => void res.set(after ?? {}).end('passed')));
      };
      const fields = origin ? [['Origin', 'https://app.example'] as const] : [];

      test(`${id}: an accepted request`, async () => {
        serve();
        const answer = await server.send(bearer(token, { fields }));
        expect(answer.body).toBe('passed');
        expect(answer.headers).toMatchObject(accepted);
      });

      test(`${id}: a refused request`, async () => {
        serve();
        const answer = await server.send({ fields });
        expect(answer.status).toBe(401);
        expect(answer.headers).toMatchObject({ ...NO_STORE, ...refused });
      });
    }

    test('res.vary() behind auth() adds to what is there', async () => {
      const app = express().use(auth(createApi()));
      server.mount(app.use((_req, res) => void res.vary('Accept').end()));
      const { headers } = await server.send(bearer(token));
      expect(headers['vary']).toBe('Authorization, DPoP, Accept');
    });
  });
}
