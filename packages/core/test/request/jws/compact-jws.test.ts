import { describe, expect, test } from 'vitest';
import { readObject } from '../../../src/request/jws/compact-jws.ts';
import { encodeBase64url } from '../../../src/request/jws/encode-base64url.ts';
import { OctetSlab } from '../../../src/request/jws/octet-slab.ts';

const TEXTS: readonly [id: string, text: string][] = [
  ['ASCII', 'a'],
  ['UTF-8 of two, three and four octets', 'é€🔑'],
  ['all that a request may bring', 'x'.repeat(12 * 1024 - 8)],
  ['more than a slab holds', 'y'.repeat(70_000)],
  ['a shorter one behind a longer one', 'b'],
];

const WRONG: readonly [id: string, part: string, defect: string][] = [
  ['nothing', '', 'not_an_object'],
  ['no JSON', encodeBase64url('{"a":'), 'not_an_object'],
  ['JSON that is no object', encodeBase64url('[1]'), 'not_an_object'],
  ['what stood there before, cut short', encodeBase64url('{"a'), 'not_an_object'],
  [
    'no UTF-8',
    encodeBase64url(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d)),
    'not_an_object',
  ],
  ['half of a character', encodeBase64url(Uint8Array.of(0x22, 0xc3, 0x22)), 'not_an_object'],
  ['a byte order mark', encodeBase64url('\ufeff{}'), 'not_an_object'],
  ['a character of Latin-1', 'e30\u00e9', 'not_base64url'],
  ['a character whose low octet is a letter', 'e3\u0130\u0130', 'not_base64url'],
  ['half of a pair', 'e30\ud83d', 'not_base64url'],
  ['a character of four octets', 'e3\u{1f511}', 'not_base64url'],
  ['a character that is none of base64url', 'e3==', 'not_base64url'],
];

// One slab for all, so each is read behind those before it.
const slab = new OctetSlab();

describe('readObject', () => {
  test.each(TEXTS)('reads %s', (_id, text) => {
    expect(readObject(encodeBase64url(JSON.stringify({ a: text })), slab)).toEqual({ a: text });
  });

  test.each(WRONG)('refuses %s', (_id, part, defect) => {
    readObject(encodeBase64url('{"a":1}'), slab);
    expect(readObject(part, slab)).toBe(defect);
  });
});
