import { decodeJwt } from 'jose';
import { afterEach, expect, test, vi } from 'vitest';
import type { Setting } from '../../../server/control/protocol.ts';
import { callApi, newestNonce } from '../../../web/request/call-api.ts';
import type { Errand } from '../../../web/request/errand.ts';
import { fieldOf } from '../../../web/send/send.ts';
import { makeDpopKey } from '../../../web/session/dpop-key.ts';

const API = 'http://127.0.0.1:2';
const SETTING: Setting = {
  issuer: 'http://127.0.0.1:1',
  apis: { express: API, koa: API, hono: API, trpc: API },
  archive: API,
  replayStore: 'memory',
  keyCache: { maxAge: 30, staleIfError: 60, cooldown: 1 },
};
const ERRAND: Errand = { target: { framework: 'express', operation: 'vault' }, retries: true };
const KEY = await makeDpopKey();
const BOUND = { token: 'a.b.c', key: KEY };

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Lets an API refuse each request; its nonces are n1, n2 and so on. */
function refuseAll(error: string): void {
  let count = 0;
  const challenge = `DPoP error="${error}", algs="ES256"`;
  vi.stubGlobal('fetch', async (url: string) => {
    if (url.startsWith('/control/')) return Response.json([]);
    count += 1;
    const headers = { 'www-authenticate': challenge, 'dpop-nonce': `n${count}` };
    return new Response('', { status: 401, headers });
  });
}

test.each([
  { id: 'it is asked for its nonce', errand: { credential: BOUND }, nonces: [undefined, 'n1'] },
  { id: 'it has an old one', errand: { credential: BOUND }, known: 'n0', nonces: ['n0', 'n1'] },
  { id: 'it shall not', errand: { credential: BOUND, retries: false }, nonces: [undefined] },
  { id: 'there is no proof', errand: { credential: { token: 'a.b.c' } }, nonces: [null] },
  { id: 'there is no token', errand: {}, nonces: [null] },
  {
    id: 'it is refused for another reason',
    errand: { credential: BOUND },
    error: 'invalid_dpop_proof',
    nonces: [undefined],
  },
])('the nonces of the proofs that are sent where $id', async ({ errand, nonces, ...row }) => {
  refuseAll(row.error ?? 'use_dpop_nonce');
  const calls = await callApi(SETTING, { ...ERRAND, ...errand }, row.known);
  const sent = calls.map(({ request }) => {
    const proof = fieldOf(request, 'dpop');
    return proof === undefined ? null : decodeJwt(proof)['nonce'];
  });
  expect(sent).toEqual(nonces);
  expect(newestNonce(calls)).toBe(`n${nonces.length}`);
});
