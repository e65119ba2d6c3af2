import { describe, expect, test } from 'vitest';
import { OctetSlab } from '../../../src/request/jws/octet-slab.ts';

function textOf(octets: Uint8Array | undefined): string {
  return String.fromCharCode(...(octets ?? []));
}

describe('a slab of octets', () => {
  test('gives no octet out twice, within one array and from one to the next', () => {
    const slab = new OctetSlab();
    const texts = Array.from({ length: 40 }, (_, index) => String(index % 10).repeat(5000));
    const encoded = texts.map((text) => slab.encode(text));
    expect(encoded.map(textOf)).toEqual(texts);
    expect(new Set(encoded.map((octets) => octets?.buffer)).size).toBeGreaterThan(1);
  });

  test.each([0, 1, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1])('takes %d characters', (length) => {
    const slab = new OctetSlab();
    slab.encode('before');
    expect(slab.encode('a'.repeat(length))).toHaveLength(length);
    expect(textOf(slab.encode('after'))).toBe('after');
  });

  test.each([
    ['two octets', 'a\u0080'],
    ['three octets', '\u20aca'],
    ['four octets', 'a\u{1f511}b'],
    ['half of a pair', 'a\ud83d'],
    ['the last of many', `${'a'.repeat(700)}\u00e9`],
  ])('refuses a character of %s, and goes on', (_id, text) => {
    const slab = new OctetSlab();
    const before = slab.encode('before');
    expect(slab.encode(text)).toBeUndefined();
    expect(textOf(slab.encode('after'))).toBe('after');
    expect(textOf(before)).toBe('before');
  });
});
