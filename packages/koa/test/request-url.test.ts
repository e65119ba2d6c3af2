import { describe, expect, test } from 'vitest';
import { auth } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { ask, bearer, issuer, OPTIONS } from './setting.ts';

const token = await issuer.mint();
const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'api.example.com' };

interface Row {
  readonly id: string;
  readonly proxy?: boolean;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly url: string;
}

const ROWS: readonly Row[] = [
  { id: 'Host', path: '/a?b', headers: { host: 'a.test:81' }, url: 'http://a.test:81/a?b' },
  {
    id: 'forwarded fields count for nothing by default',
    headers: { host: 'a.test', ...forwarded },
    url: 'http://a.test/',
  },
  {
    id: 'app.proxy',
    proxy: true,
    headers: { host: 'a.test', ...forwarded },
    url: 'https://api.example.com/',
  },
  {
    id: 'app.proxy: Host kept by the proxy',
    proxy: true,
    headers: { host: 'a.test', 'x-forwarded-proto': 'https' },
    url: 'https://a.test/',
  },
  {
    id: 'app.proxy: the first of several, with a port',
    proxy: true,
    headers: {
      host: 'a.test',
      'x-forwarded-proto': 'https, http',
      'x-forwarded-host': 'api.example.com:8443, 10.0.0.1',
    },
    url: 'https://api.example.com:8443/',
  },
  {
    id: 'app.proxy: a scheme that is none',
    proxy: true,
    headers: { host: 'a.test', 'x-forwarded-proto': 'https://evil.example/?' },
    url: '/',
  },
  {
    id: 'app.proxy: a host with a path',
    proxy: true,
    headers: { host: 'a.test', 'x-forwarded-host': 'api.example.com/harmless?' },
    url: '/',
  },
  {
    id: 'an absolute-form target, of which ctx.href is made',
    path: 'https://evil.example/a',
    headers: { host: 'a.test' },
    url: 'http://a.test/a',
  },
];

for (const { name, create } of FRAMEWORKS) {
  describe(`${name}: the URL that a request is judged by`, () => {
    for (const { id, proxy = false, path = '/', headers = {}, url } of ROWS) {
      test(id, async () => {
        const urls: string[] = [];
        const app = create({ proxy });
        const { audience, issuer: accepted } = OPTIONS;
        app.use(async (ctx, next) => {
          // A router of the app may change these; the client has called what came.
          ctx.url = '/elsewhere';
          await next();
        });
        app.use(
          auth({
            audience,
            issuers: ({ request }) => (urls.push(request?.url ?? '') ? [accepted] : []),
          }),
        );
        app.use((ctx) => {
          ctx.body = 'passed';
        });
        expect((await ask(app, bearer(token, { path, headers }))).body).toBe('passed');
        expect(urls).toEqual([url]);
      });
    }
  });
}
