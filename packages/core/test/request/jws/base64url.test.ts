import { describe, expect, test } from 'vitest';
import { decodeInPlace } from '../../../src/request/jws/base64url.ts';
import { encodeBase64url } from '../../../src/request/jws/encode-base64url.ts';

/** Decodes what stands behind octets that belong to somebody else. */
function decode(text: string): readonly number[] | undefined {
  const octets = Uint8Array.from(`...${text}`, (character) => character.charCodeAt(0));
  const end = decodeInPlace(octets, 3);
  expect([...octets.subarray(0, 3)]).toEqual([46, 46, 46]);
  return end === undefined ? undefined : [...octets.subarray(3, end)];
}

/** RFC 4648 section 10, without padding; then both characters that base64 does not have. */
const ENCODED: readonly [octets: string, text: string][] = [
  ['', ''],
  ['f', 'Zg'],
  ['fo', 'Zm8'],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg'],
  ['fooba', 'Zm9vYmE'],
  ['foobar', 'Zm9vYmFy'],
  ['\xfb\xff\xfe', '-__-'],
  ['\xff', '_w'],
  ['\xff\xfe', '__4'],
];

const WRONG: readonly [id: string, text: string][] = [
  ['one character', 'Z'],
  ['one character behind a group', 'Zm9vY'],
  ['spare bits of a single octet', 'Zh'],
  ['the highest spare bit of a single octet', 'Zo'],
  ['spare bits of two octets', 'Zm9'],
  ['padding', 'Zg=='],
  ['padding that makes a group', 'Zm8='],
  ['plus', 'ab+A'],
  ['slash', 'ab/A'],
  ['a space', 'ab A'],
  ['a space around', 'Zm9v '],
  ['a tab', 'ab\tA'],
  ['a line feed', 'ab\nA'],
  ['a form feed', 'ab\fA'],
  ['a carriage return', 'ab\rA'],
  ['a vertical tab', 'ab\vA'],
  ['NUL', 'ab\0A'],
  ['a dot', 'ab.A'],
  ['a character of Latin-1', 'ab\xe9A'],
  ['in the first group of two', '!bcdAAAA'],
  ['in the second group of two', 'AAAAabc!'],
  ['in a tail of two, first', '!A'],
  ['in a tail of two, last', 'A!'],
  ['in a tail of three, first', '!AA'],
  ['in a tail of three, in the middle', 'A!A'],
  ['in a tail of three, last', 'AA!'],
];

describe('decodeInPlace', () => {
  test.each(ENCODED)('RFC 4648 10: %j from %j', (octets, text) => {
    expect(decode(text)).toEqual(Array.from(octets, (octet) => octet.charCodeAt(0)));
  });

  test.each(WRONG)('refuses %s', (_id, text) => {
    expect(decode(text)).toBeUndefined();
  });

  test('gives every octet back, at every length', () => {
    for (let length = 0; length < 70; length += 1) {
      const octets = Uint8Array.from(
        { length },
        (_item, index) => (index * 37 + length * 11) % 256,
      );
      expect(decode(encodeBase64url(octets))).toEqual([...octets]);
    }
    const all = Uint8Array.from({ length: 256 }, (_item, index) => index);
    expect(decode(encodeBase64url(all))).toEqual([...all]);
  });

  test('takes one spelling alone of each last character', () => {
    for (const tail of ['A', 'AA']) {
      const taken = Array.from({ length: 128 }, (_item, code) => tail + String.fromCharCode(code));
      expect(taken.filter((text) => decode(text) !== undefined)).toHaveLength(
        tail === 'A' ? 4 : 16,
      );
    }
  });
});

test('encodeBase64url takes a text as UTF-8', () => {
  expect(encodeBase64url('é€')).toBe(encodeBase64url(Uint8Array.of(0xc3, 0xa9, 0xe2, 0x82, 0xac)));
});
