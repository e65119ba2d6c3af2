import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Control } from './control.ts';
import { startControl } from './control.ts';

let control: Control;
beforeAll(async () => {
  control = await startControl();
});
afterAll(() => control?.stop());

const SENTENCES = {
  action: 'An action is stop, start or rotate, or it is remove with the kid of a key.',
  token: 'A token is ordered by claims, header and signedBy, each of which may be absent.',
  relay: 'A request to relay has an api, a method, a path that begins with one slash, and fields.',
} as const;

it('GET setting says where everything is, and what holds', async () => {
  const { page: _, api, koa, hono, trpc, issuer, archive, replayStore } = control.places;
  expect(await control.get('setting')).toEqual({
    status: 200,
    body: {
      issuer,
      apis: { express: api, koa, hono, trpc },
      archive,
      replayStore,
      keyCache: { maxAge: 30, staleIfError: 60, cooldown: 1 },
    },
  });
});

it('GET events?request=ID gives the decisions on one request of the page', async () => {
  await fetch(`${control.places.koa}/whoami`, { headers: { 'playground-request': 'one-of-mine' } });
  await fetch(`${control.places.koa}/whoami`, { headers: { 'playground-request': 'another' } });
  const { status, body } = await control.get('events?request=one-of-mine');
  expect(status).toBe(200);
  expect(body).toEqual([
    expect.objectContaining({
      kind: 'decision',
      api: 'koa',
      request: 'one-of-mine',
      path: '/whoami',
      refusal: expect.objectContaining({ status: 401 }),
    }),
  ]);
  expect(await control.get('events?request=none')).toEqual({ status: 200, body: [] });
});

it('GET old-nonce gives a nonce', async () => {
  expect(await control.get('old-nonce')).toEqual({
    status: 200,
    body: { nonce: expect.stringMatching(/^[\w-]{20,}$/) },
  });
});

it('POST tokens makes the token that was ordered', async () => {
  const order = {
    claims: { sub: 'mallory', jti: null },
    header: { typ: 'JWT' },
    signedBy: 'nobody',
  };
  const { status, body } = await control.post('tokens', order);
  expect(status).toBe(200);
  const { token } = body as { readonly token: string };
  expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'none', typ: 'JWT' });
  expect(decodeJwt(token)).toMatchObject({ iss: control.places.issuer, sub: 'mallory' });
  expect(decodeJwt(token)).not.toHaveProperty('jti');
});

it('POST tokens makes a good token where nothing else is ordered', async () => {
  const { body } = await control.post('tokens', {});
  const authorization = `Bearer ${(body as { readonly token: string }).token}`;
  const response = await fetch(`${control.places.api}/messages`, { headers: { authorization } });
  expect(response.status).toBe(200);
});

describe('a wrong order', () => {
  const relayed = { api: 'express', method: 'GET', path: '/health', headers: [] };
  const rows: ReadonlyArray<{ id: string; path: string; order: unknown; says: string }> = [
    ...[
      { id: 'nothing', order: {} },
      { id: 'an unknown action', order: { action: 'explode' } },
      { id: 'remove without a key', order: { action: 'remove' } },
      { id: 'stop with a key', order: { action: 'stop', kid: 'a' } },
      { id: 'a list', order: [] },
    ].map((row) => ({ ...row, path: 'authorization-server', says: SENTENCES.action })),
    ...[
      { id: 'claims that are a list', order: { claims: [] } },
      { id: 'an unknown signer', order: { signedBy: 'me' } },
      { id: 'an unknown member', order: { audience: 'a' } },
    ].map((row) => ({ ...row, path: 'tokens', says: SENTENCES.token })),
    ...[
      { id: 'nothing', order: {} },
      { id: 'an unknown API', order: { ...relayed, api: 'archive' } },
      { id: 'an origin', order: { ...relayed, origin: 'http://example.com' } },
      { id: 'an unknown method', order: { ...relayed, method: 'CONNECT' } },
      { id: 'a whole URL', order: { ...relayed, path: 'http://example.com/' } },
      { id: 'a path with two slashes', order: { ...relayed, path: '//example.com/' } },
      { id: 'a path with a line break', order: { ...relayed, path: '/a\r\nb: c' } },
      { id: 'a host', order: { ...relayed, headers: [['Host', 'example.com']] } },
      { id: 'a length', order: { ...relayed, headers: [['content-length', '3']] } },
      { id: 'a field with a line break', order: { ...relayed, headers: [['a', 'b\r\nc: d']] } },
      { id: 'a field without a name', order: { ...relayed, headers: [['', 'b']] } },
      { id: 'half a field', order: { ...relayed, headers: [['a']] } },
    ].map((row) => ({ ...row, path: 'relay', says: SENTENCES.relay })),
  ];

  it.each(rows)('is refused with 400: $path, $id', async ({ path, order, says }) => {
    expect(await control.post(path, order)).toEqual({ status: 400, body: { error: says } });
  });
});

it.each([
  { id: 'a path that there is not', path: 'nothing', status: 404 },
  { id: 'nothing behind it', path: '', status: 404 },
])('GET says so where there is nothing: $id', async ({ path, status }) => {
  expect(await control.get(path)).toEqual({
    status,
    body: { error: 'The playground knows no such thing.' },
  });
});
