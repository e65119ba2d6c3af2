import { describe, expect, test } from 'vitest';
import { MOST_CHARACTERS, readPasted } from '../../../web/inspect/read-pasted.ts';
import { deep, encoded, jwt } from './jwt.ts';

const TOKEN = jwt({ alg: 'RS256', typ: 'at+jwt' }, { sub: 'alice' });
const PROOF = jwt({ alg: 'ES256', typ: 'dpop+jwt' }, { htm: 'GET' });

describe('finds the token or the proof in', () => {
  test.each([
    { id: 'the bare text', pasted: TOKEN },
    { id: 'a Bearer value', pasted: `Bearer ${TOKEN}` },
    { id: 'a value whose scheme is in another case', pasted: `bearer\t${TOKEN}` },
    { id: 'a DPoP value', pasted: `DPoP ${TOKEN}` },
    { id: 'an Authorization field', pasted: `authorization: DPoP ${TOKEN}\r\n` },
    { id: 'a DPoP field', pasted: `DPoP: ${TOKEN}` },
    { id: 'a field that goes on in the next line', pasted: `Authorization: Bearer\n  ${TOKEN}` },
    { id: 'broken lines', pasted: `\n  ${TOKEN.replaceAll(/(.{20})/g, '$1\n ')}\n\n` },
    { id: 'spaces', pasted: TOKEN.replaceAll(/(.{20})/g, '$1 ') },
  ])('$id', ({ pasted }) => {
    expect(readPasted(pasted)).toEqual({
      kind: 'access-token',
      text: TOKEN,
      header: { alg: 'RS256', typ: 'at+jwt' },
      claims: { sub: 'alice' },
      isSigned: true,
    });
  });
});

describe('says what it is', () => {
  test.each([
    { id: 'nothing', pasted: '', kind: 'nothing' },
    { id: 'white space', pasted: ' \n\t', kind: 'nothing' },
    { id: 'a scheme without a token', pasted: 'Bearer ', kind: 'nothing' },
    { id: 'as much as is read', pasted: 'x'.repeat(MOST_CHARACTERS), kind: 'opaque' },
    { id: 'more than is read', pasted: 'x'.repeat(MOST_CHARACTERS + 1), kind: 'too-large' },
    { id: 'two lines with a token each', pasted: `${TOKEN}\n${TOKEN}`, kind: 'several' },
    { id: 'joined fields', pasted: `Bearer ${TOKEN}, Bearer ${TOKEN}`, kind: 'several' },
    { id: 'both fields', pasted: `DPoP ${TOKEN}\nDPoP: ${PROOF}`, kind: 'several' },
    { id: "a token endpoint's answer", pasted: `{"access_token":"${TOKEN}"}`, kind: 'json' },
    { id: 'an opaque token', pasted: 'n0t.a-jwt', kind: 'opaque' },
    { id: 'five parts without a header', pasted: 'a.b.c.d.e', kind: 'opaque' },
    { id: 'a JWE', pasted: `${encoded({ alg: 'dir', enc: 'A256GCM' })}..a.b.c`, kind: 'encrypted' },
    { id: 'characters that base64url has not', pasted: '€.€.€', kind: 'unreadable' },
    { id: 'a broken part', pasted: `${TOKEN.slice(2)}`, kind: 'unreadable' },
    { id: 'a header that is a list', pasted: jwt([1], {}), kind: 'unreadable' },
    { id: 'claims that are null', pasted: jwt({}, null), kind: 'unreadable' },
    { id: 'claims that are nested deeply', pasted: jwt({}, deep(32)), kind: 'unreadable' },
    { id: 'claims that no stack holds', pasted: `e30.${endless()}.x`, kind: 'unreadable' },
    { id: 'a proof', pasted: PROOF, kind: 'proof' },
    { id: 'a long type', pasted: jwt({ typ: 'Application/AT+JWT' }, {}), kind: 'access-token' },
    { id: 'an ID token', pasted: jwt({ typ: 'JWT' }, { nonce: 'n' }), kind: 'id-token' },
    { id: 'an ID token without a type', pasted: jwt({}, { at_hash: 'h' }), kind: 'id-token' },
    { id: 'a JWT without a type', pasted: jwt({}, { sub: 'alice' }), kind: 'jwt' },
    { id: 'a type that is no text', pasted: jwt({ typ: 1 }, {}), kind: 'jwt' },
    { id: 'another type', pasted: jwt({ typ: 'logout+jwt' }, { nonce: 'n' }), kind: 'jwt' },
  ])('$id: $kind', ({ pasted, kind }) => {
    expect(readPasted(pasted).kind).toBe(kind);
  });
});

test('reads the one part that can be read', () => {
  const { header, claims } = readPasted(`${encoded({ alg: 'RS256' })}.x.y`);
  expect(header).toEqual({ alg: 'RS256' });
  expect(claims).toBeUndefined();
});

test('says that nothing stands where the signature does', () => {
  expect(readPasted(jwt({ alg: 'none' }, {}, '')).isSigned).toBe(false);
});

function endless(): string {
  return Buffer.from(`{"a":${'['.repeat(40_000)}`)
    .toString('base64url')
    .slice(0, 60_000);
}
