import { base64url } from 'jose';
import { describe, expect, test, vi } from 'vitest';
import type { AuthErrorReason, ResourceRequest } from '../../src/index.ts';
import { BOTH, expectAccepted, expectProofRefused, expectRefused } from './expectations.ts';
import { createApi, createHolder, makeProof, mintBound, ORDERS, proven } from './setting.ts';

const holder = await createHolder();
const token = await mintBound(holder);
const proof = await makeProof(holder, token);
const other = await makeProof(holder, token);
const [header = '', payload = '', signature = ''] = proof.split('.');

/** A proof of exactly so many characters. Two parts are filled up, since base64 has no lengths of 4n + 1. */
async function proofOfLength(length: number): Promise<string> {
  const bare = (await makeProof(holder, token, { claims: { fill: '' } })).length;
  const most = Math.floor(((length - bare) * 3) / 4);
  for (let size = most; size > most - 24; size--) {
    for (const fill of [undefined, 'f', 'ff']) {
      const changes = { header: { fill }, claims: { fill: 'f'.repeat(size) } };
      const made = await makeProof(holder, token, changes);
      if (made.length === length) return made;
    }
  }
  throw new Error(`No proof has ${length} characters.`);
}

describe('RFC 9449 section 4.3, check 1: one field', () => {
  const fields: { id: string; headers: Record<string, string | readonly string[]> }[] = [
    { id: 'two fields', headers: { dpop: [proof, other] } },
    { id: 'the same twice', headers: { dpop: [proof, proof] } },
    { id: 'a good one and an empty one', headers: { dpop: [proof, ''] } },
    { id: 'two spellings of the name', headers: { DPoP: proof, dpop: other } },
    { id: 'joined by a comma', headers: { dpop: `${proof}, ${other}` } },
    { id: 'joined without a space', headers: { dpop: `${proof},${other}` } },
    { id: 'a comma before', headers: { dpop: `,${proof}` } },
    { id: 'a comma behind', headers: { dpop: `${proof},` } },
    { id: 'two hundred', headers: { dpop: Array.from({ length: 200 }, () => proof) } },
  ];
  test.each(fields)('$id: refused', async ({ headers }) => {
    const request: ResourceRequest = {
      method: 'GET',
      url: ORDERS,
      headers: { authorization: `DPoP ${token}`, ...headers },
    };
    await expectProofRefused(createApi(), request, 'repeated_proof');
  });

  test('repeated in a Headers object, which joins them: refused', async () => {
    const headers = new Headers({ authorization: `DPoP ${token}` });
    headers.append('dpop', proof);
    headers.append('DPoP', other);
    const result = await createApi().authenticate({ method: 'GET', url: ORDERS, headers });
    expect(result.ok || result.error.reason).toBe('repeated_proof');
  });

  test('no field, or a list of none: a malformed request', async () => {
    for (const proofs of [[], undefined as unknown as string]) {
      await expectRefused(createApi(), proven(token, proofs), {
        kind: 'request',
        reason: 'missing_proof',
        challenge: BOTH,
      });
    }
  });

  const accepted: { id: string; headers: Record<string, string | readonly string[]> }[] = [
    { id: 'a string', headers: { dpop: proof } },
    { id: 'an array of one', headers: { dpop: [proof] } },
    { id: 'name in mixed case', headers: { DPoP: proof } },
    { id: 'name in upper case', headers: { DPOP: [proof] } },
    { id: 'surrounded by blanks', headers: { dpop: ` \t${proof}\t ` } },
  ];
  test.each(accepted)('$id: accepted', async ({ headers }) => {
    await expectAccepted(createApi(), {
      method: 'GET',
      url: ORDERS,
      headers: { authorization: `DPoP ${token}`, ...headers },
    });
  });

  test('a Fetch Request: accepted', async () => {
    const headers = { authorization: `dpop ${token}`, dpop: proof };
    const { auth } = await expectAccepted(createApi(), new Request(ORDERS, { headers }));
    expect(auth).toMatchObject({ scheme: 'dpop', token, proof: { jkt: holder.jkt } });
  });
});

describe('RFC 9449 section 4.3, check 2: a well-formed JWT', () => {
  const json = (text: string): string => base64url.encode(text);
  const signed = (text: string): string => `${header}.${json(text)}.${signature}`;
  const malformed: { id: string; value: string; reason?: AuthErrorReason }[] = [
    { id: 'empty', value: '' },
    { id: 'blanks', value: ' \t ' },
    { id: 'a word', value: 'proof' },
    { id: 'two dots', value: '..' },
    { id: 'two parts', value: `${header}.${payload}` },
    { id: 'no signature', value: `${header}.${payload}.` },
    { id: 'no payload', value: `${header}..${signature}` },
    { id: 'no header', value: `.${payload}.${signature}` },
    { id: 'four parts', value: `${proof}.${signature}` },
    { id: 'JWE, five parts', value: `${proof}.${signature}.${signature}` },
    { id: 'JSON serialization without a comma', value: `{"payload":"${payload}"}` },
    // Nothing tells its commas from those that join two fields.
    {
      id: 'flattened JSON serialization',
      value: `{"payload":"${payload}","protected":"${header}","signature":"${signature}"}`,
      reason: 'repeated_proof',
    },
    { id: 'with a scheme', value: `DPoP ${proof}` },
    { id: 'in quotes', value: `"${proof}"` },
    { id: 'a blank within', value: `${header}. ${payload}.${signature}` },
    { id: 'padded', value: `${proof}=` },
    { id: 'standard base64', value: `${header}.${payload}.${signature.slice(0, -2)}+/` },
    { id: 'bits that nothing decodes', value: `${proof.slice(0, -1)}_` },
    { id: 'no-break spaces around it', value: `\u00a0${proof}\u00a0` },
    { id: 'a byte order mark before it', value: `\ufeff${proof}` },
    { id: 'header is no JSON', value: `${json('{')}.${payload}.${signature}` },
    { id: 'header is an array', value: `${json('[]')}.${payload}.${signature}` },
    { id: 'header is null', value: `${json('null')}.${payload}.${signature}` },
    { id: 'payload is no JSON', value: signed('{"jti":') },
    { id: 'payload is an array', value: signed('[]') },
    { id: 'payload is a string', value: signed('"x"') },
    { id: 'payload is a number', value: signed('1') },
    { id: 'payload is null', value: signed('null') },
    {
      id: 'payload is no UTF-8',
      value: `${header}.${base64url.encode(new Uint8Array([0xff, 0xfe]))}.${signature}`,
    },
    { id: '__proto__ in the payload', value: signed('{"__proto__":{"jti":"1"}}') },
    { id: '3,000 levels deep', value: signed('['.repeat(3000)) },
  ];
  test.each(malformed)('$id: refused', async ({ value, reason = 'malformed_proof' }) => {
    await expectProofRefused(createApi(), proven(token, value), reason);
  });
});

describe('size', () => {
  test('8 KiB exactly: accepted', async () => {
    await expectAccepted(createApi(), proven(token, await proofOfLength(8192)));
  });

  test('one character more: refused, and no signature is checked', async () => {
    const api = createApi();
    await expectAccepted(api, proven(token, proof));
    const long = await proofOfLength(8193);
    const verify = vi.spyOn(crypto.subtle, 'verify');
    const error = await expectProofRefused(api, proven(token, long), 'proof_too_large');
    expect(verify).not.toHaveBeenCalled();
    verify.mockRestore();
    expect(error.details).toEqual({ length: 8193, most: 8192 });
  });

  test('a megabyte: refused', async () => {
    const request = proven(token, `${header}.${'a'.repeat(1 << 20)}.${signature}`);
    await expectProofRefused(createApi(), request, 'proof_too_large');
  });
});
