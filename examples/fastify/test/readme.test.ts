import { readdirSync, readFileSync } from 'node:fs';
import { createTestIssuer } from '@holdfast/auth-testing';
import { expect, test } from 'vitest';
import { createApp } from '../src/app.ts';
import { ApiClient } from '../src/index.ts';

const here = (path: string): URL => new URL(path, import.meta.url);
const README = readFileSync(here('../README.md'), 'utf8');
const sources = readdirSync(here('../src')).map((name) =>
  readFileSync(here(`../src/${name}`), 'utf8'),
);
const blocks = [...README.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);

test.each(blocks)('what the README shows is in the sources: %#', (code) => {
  expect(sources.some((source) => source.includes(code))).toBe(true);
});

test('the files that the README names are there', () => {
  const named = [...README.matchAll(/`((?:src|test)\/[\w./-]+)`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(5);
  for (const path of named) expect(() => readFileSync(here(`../${path}`))).not.toThrow();
});

test('the app of the README lets in who may read messages', async () => {
  const issuer = await createTestIssuer();
  const audience = 'https://api.example.com';
  const app = createApp(
    new ApiClient({
      audience,
      issuer: issuer.issuer,
      fetch: issuer.fetch,
      resourceMetadata: { resource: audience },
    }),
  );
  const ask = async (url: string, scope?: string) => {
    const token = scope === undefined ? undefined : await issuer.mint({ audience, scope });
    return app.inject({ url, headers: token ? { authorization: `Bearer ${token}` } : {} });
  };
  expect((await ask('/messages', 'read:messages')).json()).toHaveProperty('caller');
  expect((await ask('/messages', 'write')).statusCode).toBe(403);
  const { statusCode, headers } = await ask('/messages');
  expect(statusCode).toBe(401);
  const path = '/.well-known/oauth-protected-resource';
  expect(headers['www-authenticate']).toContain(`resource_metadata="${audience}${path}"`);
  expect((await ask(path)).json()).toMatchObject({ resource: audience });
});
