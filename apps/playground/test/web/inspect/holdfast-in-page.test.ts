import type { DpopClient, TestIssuer } from '@holdfast/auth-testing';
import { createDpopClient, createTestIssuer } from '@holdfast/auth-testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { RESOURCE } from '../../../server/parties.ts';
import type { HoldfastInPage } from '../../../web/inspect/holdfast-in-page.ts';
import { holdfastInPage } from '../../../web/inspect/holdfast-in-page.ts';

const ISSUER = 'http://127.0.0.1:4000';
const keyCache = { maxAge: 30, staleIfError: 60, cooldown: 1 };

let issuer: TestIssuer;
let client: DpopClient;
const fetched = vi.fn<typeof fetch>();
beforeAll(async () => {
  issuer = await createTestIssuer({ issuer: ISSUER });
  client = await createDpopClient();
  fetched.mockImplementation(issuer.fetch);
  vi.stubGlobal('fetch', fetched);
});
afterAll(() => {
  vi.unstubAllGlobals();
});

const opened = (): HoldfastInPage => holdfastInPage({ issuer: ISSUER, keyCache });

describe('a token', () => {
  test('that is good is accepted', async () => {
    const token = await issuer.mint({ audience: RESOURCE });
    expect(await opened().judgeToken(token)).toEqual({ outcome: 'accepted' });
  });

  test.each([
    { id: 'expired', mint: { expiresIn: -60 }, reason: 'expired' },
    { id: 'for another API', mint: { audience: 'x' }, reason: 'audience_mismatch' },
    { id: 'of another type', mint: { header: { typ: 'JWT' } }, reason: 'type_not_allowed' },
    { id: 'of another issuer', mint: { claims: { iss: 'x' } }, reason: 'issuer_not_allowed' },
  ])('is refused: $id', async ({ mint, reason }) => {
    const token = await issuer.mint({ audience: RESOURCE, ...mint });
    expect(await opened().judgeToken(token)).toMatchObject({
      outcome: 'refused',
      refusal: { name: 'VerifyAccessTokenError', status: 401, code: 'invalid_token', reason },
    });
  });

  test('is refused when it is no JWT', async () => {
    expect(await opened().judgeToken('n0t-a-jwt')).toMatchObject({
      outcome: 'refused',
      refusal: { reason: 'opaque_token' },
    });
  });

  test('cannot be judged while the authorization server is gone', async () => {
    const token = await issuer.mint({ audience: RESOURCE });
    issuer.goDown();
    const verdict = await opened().judgeToken(token);
    issuer.comeBack();
    expect(verdict).toMatchObject({ outcome: 'undecided', refusal: { status: 503 } });
  });

  test('is sent to nobody', async () => {
    fetched.mockClear();
    await opened().judgeToken(await issuer.mint({ audience: RESOURCE }));
    const sent = fetched.mock.calls.map(([url, init]) => [url, init?.method, init?.body]);
    expect(sent).toEqual([
      [`${ISSUER}/.well-known/openid-configuration`, undefined, undefined],
      [expect.stringMatching(/jwks/), undefined, undefined],
    ]);
  });
});

describe('a proof', () => {
  const url = 'http://127.0.0.1:4001/whoami';
  const accessToken = 'token';
  const request = { method: 'GET', url, accessToken };

  test('for the request is accepted', async () => {
    const proof = await client.proof(request);
    const input = { proof, ...request, jkt: client.jkt };
    expect(await opened().judgeProof(input)).toEqual({ outcome: 'accepted' });
  });

  test.each([
    { id: 'method', change: { method: 'POST' }, reason: 'htm_mismatch' },
    { id: 'URL', change: { url: 'http://127.0.0.1:4001/messages' }, reason: 'htu_mismatch' },
    { id: 'empty URL', change: { url: '' }, reason: 'htu_mismatch' },
    { id: 'token', change: { accessToken: 'another' }, reason: 'ath_mismatch' },
    { id: 'key', change: { jkt: 'another' }, reason: 'thumbprint_mismatch' },
  ])('for another $id is refused', async ({ change, reason }) => {
    const proof = await client.proof(request);
    expect(await opened().judgeProof({ proof, ...request, ...change })).toMatchObject({
      outcome: 'refused',
      refusal: { reason },
    });
  });
});
