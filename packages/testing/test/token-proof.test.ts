import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import type { DpopProofOptions } from '../src/index.ts';
import { createDpopClient, createTestIssuer, TEST_ALGORITHMS } from '../src/index.ts';

const issuer = await createTestIssuer({ algorithm: 'ES256' });
const client = await createDpopClient();
const stranger = await createDpopClient();
const ENDPOINT = issuer.metadata.token_endpoint;
const FORM = 'grant_type=client_credentials&client_id=worker&client_secret=s3cret';
const GOOD: DpopProofOptions = { method: 'POST', url: ENDPOINT };
const curve = { name: 'ECDSA', namedCurve: 'P-256' };
const { privateKey } = await crypto.subtle.generateKey(curve, true, ['sign']);
const privateJwk = await crypto.subtle.exportKey('jwk', privateKey);

function post(proof: string | string[], body: string = FORM): Promise<Response> {
  const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded' });
  for (const value of [proof].flat()) headers.append('dpop', value);
  return issuer.fetch(ENDPOINT, { method: 'POST', headers, body });
}

describe('token endpoint with a proof (RFC 9449 section 5)', () => {
  test.each(TEST_ALGORITHMS)(
    '%s: the token is bound to the key of the proof',
    async (algorithm) => {
      expect(issuer.metadata['dpop_signing_alg_values_supported']).toContain(algorithm);
      const other = await createDpopClient({ algorithm, fetch: issuer.fetch });
      const response = await other.fetch(ENDPOINT, {
        method: 'POST',
        body: new URLSearchParams(`${FORM}&scope=read`),
      });
      expect(response.status).toBe(200);
      const answer = (await response.json()) as { access_token: string };
      expect(answer).toEqual({
        access_token: expect.any(String),
        token_type: 'DPoP',
        expires_in: 3600,
        scope: 'read',
      });
      expect(decodeJwt(answer.access_token)).toMatchObject({
        client_id: 'worker',
        cnf: { jkt: other.jkt },
      });
    },
  );

  const TAKEN: { id: string; options: Partial<DpopProofOptions> }[] = [
    { id: 'htu with query and fragment', options: { claims: { htu: `${ENDPOINT}?a#b` } } },
    {
      id: 'htu not normalized',
      options: { claims: { htu: 'HTTPS://Issuer.test:443/x/../oauth/token' } },
    },
    { id: 'typ in upper case', options: { header: { typ: 'DPOP+JWT' } } },
    { id: 'ath', options: { accessToken: 'x' } },
    { id: 'nonce, not asked for', options: { nonce: 'x' } },
    { id: 'iat of long ago, not looked at', options: { claims: { iat: 1 } } },
  ];
  test.each(TAKEN)('$id: is taken', async ({ options }) => {
    const response = await post(await client.proof({ ...GOOD, ...options }));
    expect(await response.json()).toMatchObject({ token_type: 'DPoP' });
  });

  const REFUSED: { id: string; options: Partial<DpopProofOptions> }[] = [
    { id: 'signature by another key', options: { key: stranger.privateKey } },
    { id: 'jwk of another key', options: { header: { jwk: stranger.publicJwk } } },
    { id: 'no jwk', options: { header: { jwk: undefined } } },
    { id: 'private jwk', options: { key: privateKey, header: { jwk: privateJwk } } },
    { id: 'typ of an access token', options: { header: { typ: 'at+jwt' } } },
    { id: 'no typ', options: { header: { typ: undefined } } },
    { id: 'alg none', options: { header: { alg: 'none' } } },
    { id: 'htm of another method', options: { method: 'GET' } },
    { id: 'htm in lower case', options: { method: 'post' } },
    { id: 'no htm', options: { claims: { htm: undefined } } },
    { id: 'htu of another path', options: { url: `${ENDPOINT}/` } },
    { id: 'htu of another host', options: { url: 'https://elsewhere.test/oauth/token' } },
    { id: 'htu of another scheme', options: { url: ENDPOINT.replace('https', 'http') } },
    { id: 'htu no URL', options: { url: '/oauth/token' } },
    { id: 'htu no string', options: { claims: { htu: [ENDPOINT] } } },
    { id: 'no htu', options: { claims: { htu: undefined } } },
    { id: 'no jti', options: { claims: { jti: undefined } } },
    { id: 'no iat', options: { claims: { iat: undefined } } },
  ];

  async function expectRefusal(response: Response): Promise<void> {
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('www-authenticate')).toBeNull();
    expect(await response.json()).toEqual({
      error: 'invalid_dpop_proof',
      error_description: 'The DPoP proof is malformed, or not for this request.',
    });
  }

  test.each(REFUSED)('$id: invalid_dpop_proof', async ({ options }) => {
    await expectRefusal(await post(await client.proof({ ...GOOD, ...options })));
  });

  test.each(['', 'x', 'a.b.c', '{}'])('%j in the field: invalid_dpop_proof', async (proof) => {
    await expectRefusal(await post(proof));
  });

  test('two proofs: invalid_dpop_proof', async () => {
    await expectRefusal(await post([await client.proof(GOOD), await client.proof(GOOD)]));
  });

  test('a client that did not authenticate hears of that first', async () => {
    const response = await post('x', 'grant_type=client_credentials');
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: 'invalid_client' });
  });
});
