import { decodeJwt, decodeProtectedHeader, importJWK, importPKCS8, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { NOW } from '../protected-api.ts';
import { EXCHANGES, SUBJECT } from './setting.ts';
import type { KeyForms } from './signing-client.ts';
import { CLIENT_ID, createSigning, KEYS } from './signing-client.ts';

const p256 = KEYS['ES256'] as KeyForms;

describe('RFC 7523 2.2: the assertion', () => {
  for (const [algorithm, { jwk, pem, publicJwk }] of Object.entries(KEYS)) {
    const forms = {
      CryptoKey: () => importPKCS8(pem, algorithm),
      JWK: () => jwk,
      'PKCS#8 PEM': () => pem,
    };
    for (const [form, make] of Object.entries(forms)) {
      test(`${algorithm}, the key as ${form}`, async () => {
        const { api, sent, issuer, clock } = await createSigning({
          privateKey: await make(),
          algorithm,
          keyId: 'key-1',
        });
        clock.advance(12.7);
        for (const { call } of EXCHANGES) await call(api);
        const publicKey = await importJWK(publicJwk, algorithm);
        const ids = new Set<unknown>();
        for (const { field } of sent) {
          const { payload, protectedHeader } = await jwtVerify(
            field('client_assertion') ?? '',
            publicKey,
            { algorithms: [algorithm], currentDate: new Date(clock.now() * 1000) },
          );
          expect(protectedHeader).toEqual({ alg: algorithm, kid: 'key-1' });
          expect(payload).toEqual({
            iss: CLIENT_ID,
            sub: CLIENT_ID,
            aud: issuer.issuer,
            iat: NOW + 12,
            nbf: NOW + 12,
            exp: NOW + 72,
            jti: expect.any(String),
          });
          ids.add(payload.jti);
          expect(field('client_id')).toBe(CLIENT_ID);
          expect(field('client_assertion_type')).toBe(
            'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          );
          expect(field('client_secret')).toBeUndefined();
        }
        expect(ids.size).toBe(EXCHANGES.length);
      });
    }
  }

  test('its times are those of the moment of each request', async () => {
    const { api, sent, clock } = await createSigning({ privateKey: p256.jwk, algorithm: 'ES256' });
    for (const seconds of [0, 1000, 3600]) {
      clock.advance(seconds);
      await api.getTokenOnBehalfOf(SUBJECT, { audience: 'https://downstream.test' });
    }
    expect(sent.map(({ field }) => decodeJwt(field('client_assertion') ?? '').iat)).toEqual([
      NOW,
      NOW + 1000,
      NOW + 4600,
    ]);
  });
});

describe('the kid of the assertion', () => {
  const ROWS = [
    { id: 'none', key: { privateKey: p256.jwk }, kid: undefined },
    { id: 'that of the JWK', key: { privateKey: { ...p256.jwk, kid: 'own' } }, kid: 'own' },
    {
      id: 'the option before that of the JWK',
      key: { privateKey: { ...p256.jwk, kid: 'own' }, keyId: 'option' },
      kid: 'option',
    },
    { id: 'the option with PEM', key: { privateKey: p256.pem, keyId: 'option' }, kid: 'option' },
  ];
  for (const { id, key, kid } of ROWS) {
    test(id, async () => {
      const { api, sent } = await createSigning({ ...key, algorithm: 'ES256' });
      await EXCHANGES[2]?.call(api);
      const header = decodeProtectedHeader(sent[0]?.field('client_assertion') ?? '');
      expect(header).toEqual(kid === undefined ? { alg: 'ES256' } : { alg: 'ES256', kid });
    });
  }
});
