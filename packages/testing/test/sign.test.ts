import { compactVerify, createLocalJWKSet, importJWK } from 'jose';
import { describe, expect, test } from 'vitest';
import type { RawPart } from '../src/index.ts';
import { createTestIssuer } from '../src/index.ts';

const issuer = await createTestIssuer({ algorithm: 'ES256' });
const GOOD_HEADER = { alg: 'ES256', kid: issuer.kid };

function part(token: string, index: number): string {
  return Buffer.from(token.split('.')[index] ?? '', 'base64url').toString();
}

describe('sign', () => {
  const PAYLOADS: { id: string; payload: RawPart; expected: string }[] = [
    { id: 'object', payload: { a: 1 }, expected: '{"a":1}' },
    { id: 'array', payload: [1, 'two'], expected: '[1,"two"]' },
    { id: 'null', payload: null, expected: 'null' },
    { id: 'number', payload: 7, expected: '7' },
    { id: 'infinite literal', payload: '{"exp":1e999}', expected: '{"exp":1e999}' },
    { id: 'member twice', payload: '{"iss":"a","iss":"b"}', expected: '{"iss":"a","iss":"b"}' },
    { id: 'not JSON', payload: '{"a":', expected: '{"a":' },
    { id: 'empty', payload: '', expected: '' },
    { id: 'bytes', payload: new TextEncoder().encode('[]'), expected: '[]' },
    { id: 'beyond ASCII', payload: { name: 'Zoë' }, expected: '{"name":"Zoë"}' },
  ];
  test.each(PAYLOADS)('$id: is signed as a payload', async ({ payload, expected }) => {
    const token = await issuer.sign({ header: GOOD_HEADER, payload });
    expect(part(token, 1)).toBe(expected);
    const verified = await compactVerify(token, createLocalJWKSet(issuer.jwks));
    expect(Buffer.from(verified.payload).toString()).toBe(expected);
  });

  test('writes bytes that are no UTF-8 as they are', async () => {
    const payload = Uint8Array.of(0xff, 0xfe, 0x00);
    const token = await issuer.sign({ header: GOOD_HEADER, payload });
    expect([...Buffer.from(token.split('.')[1] ?? '', 'base64url')]).toEqual([0xff, 0xfe, 0x00]);
  });

  const HEADERS: { id: string; header: RawPart; expected: string }[] = [
    { id: 'none', header: { alg: 'none' }, expected: '{"alg":"none"}' },
    { id: 'no alg', header: {}, expected: '{}' },
    { id: 'alg of another type', header: { alg: 7 }, expected: '{"alg":7}' },
    {
      id: 'crit',
      header: { alg: 'ES256', crit: ['b64'] },
      expected: '{"alg":"ES256","crit":["b64"]}',
    },
    {
      id: 'wrong typ',
      header: { alg: 'ES256', typ: 'dpop+jwt' },
      expected: '{"alg":"ES256","typ":"dpop+jwt"}',
    },
    { id: 'array', header: [], expected: '[]' },
    { id: 'raw', header: '{"alg":"ES256","alg":"none"}', expected: '{"alg":"ES256","alg":"none"}' },
  ];
  test.each(HEADERS)('$id: is written as a header, unchecked', async ({ header, expected }) => {
    const token = await issuer.sign({ header, payload: {} });
    expect(token.split('.')).toHaveLength(3);
    expect(part(token, 0)).toBe(expected);
  });

  test('CVE-2015-9235 style: signs HS256 with the public key as its secret', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(issuer.jwks.keys[0]));
    const key = await crypto.subtle.importKey(
      'raw',
      secret,
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    );
    const token = await issuer.sign({ header: { alg: 'HS256' }, payload: {}, key });
    await expect(compactVerify(token, secret)).resolves.toBeDefined();
  });

  const CURVES = [
    { curve: 'P-256', alg: 'ES256' },
    { curve: 'P-384', alg: 'ES384' },
    { curve: 'P-521', alg: 'ES512' },
  ];
  test.each(CURVES)(
    '$curve: the key decides how it signs, not the header',
    async ({ curve, alg }) => {
      const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: curve }, true, [
        'sign',
        'verify',
      ]);
      const token = await issuer.sign({ header: { alg }, payload: {}, key: pair.privateKey });
      const jwk = await crypto.subtle.exportKey('jwk', pair.publicKey);
      await expect(
        compactVerify(token, await importJWK({ ...jwk, kty: 'EC' }, alg)),
      ).resolves.toBeDefined();
      const lying = await issuer.sign({
        header: { alg: 'RS256' },
        payload: {},
        key: pair.privateKey,
      });
      expect(lying.split('.')[2]).toHaveLength(token.split('.')[2]?.length ?? 0);
    },
  );
});
