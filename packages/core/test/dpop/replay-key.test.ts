import { describe, expect, test } from 'vitest';
import { replayKey } from '../../src/dpop/replay-key.ts';

const JKT = '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I';
const JTI = '-BwC3ESc6acc2lTc';

interface Pair {
  readonly id: string;
  readonly first: readonly [jkt: string, jti: string];
  readonly second: readonly [jkt: string, jti: string];
}

const DIFFERENT: readonly Pair[] = [
  { id: 'another jti', first: [JKT, 'a'], second: [JKT, 'b'] },
  { id: 'jti in another case', first: [JKT, 'abc'], second: [JKT, 'aBc'] },
  { id: 'jti with a space more', first: [JKT, 'abc'], second: [JKT, 'abc '] },
  { id: 'jti with a NUL more', first: [JKT, 'a'], second: [JKT, 'a\0'] },
  { id: 'NULs alone', first: [JKT, '\0'], second: [JKT, '\0\0'] },
  { id: 'jti in another order', first: [JKT, 'ab'], second: [JKT, 'ba'] },
  { id: 'composed and decomposed', first: [JKT, '\u00e9'], second: [JKT, 'e\u0301'] },
  { id: 'the high byte of a character', first: [JKT, '\u0161'], second: [JKT, '\u0061'] },
  { id: 'halves of a pair', first: [JKT, '\u{1f511}'], second: [JKT, '\ud83d'] },
  { id: 'the last of 256', first: [JKT, `${'x'.repeat(255)}a`], second: [JKT, 'x'.repeat(256)] },
  { id: 'another thumbprint', first: [JKT, JTI], second: [`1${JKT.slice(1)}`, JTI] },
  { id: 'character 22', first: [JKT, JTI], second: [`${JKT.slice(0, 21)}_${JKT.slice(22)}`, JTI] },
  { id: 'swapped', first: [JKT, JTI.padEnd(43, 'A')], second: [JTI.padEnd(43, 'A'), JKT] },
];

describe('the key under which a proof is remembered', () => {
  test('is the same for the same proof', () => {
    expect(replayKey(JKT, JTI)).toBe(replayKey(JKT, JTI));
  });

  test('is the same on all nodes, of all versions that share a store', () => {
    expect(replayKey(JKT, JTI)).toBe('0ZcOCORZNYy-DWpqq30jZypaoTBA_78seCWAkfXC');
  });

  test.each(DIFFERENT)('differs by $id', ({ first, second }) => {
    expect(replayKey(...first)).not.toBe(replayKey(...second));
  });

  test.each(['', 'x', JTI, '\n*\0\u{1f511}', 'x'.repeat(256)])(
    'is 40 characters of base64url, whatever jti is: %j',
    (jti) => {
      expect(replayKey(JKT, jti)).toMatch(/^[A-Za-z0-9_-]{40}$/);
    },
  );

  test('begins with the thumbprint, so that no two clients can meet', () => {
    expect(replayKey(JKT, JTI).slice(0, 22)).toBe(JKT.slice(0, 22));
  });

  test.each([
    { kind: 'numbers', jti: (index: number) => String(index) },
    { kind: 'long strings with one end', jti: (index: number) => `${index}${'x'.repeat(200)}` },
    { kind: 'characters beyond ASCII', jti: (index: number) => String.fromCodePoint(index + 256) },
  ])('is another for each of 50,000 $kind', ({ jti }) => {
    const keys = new Set(Array.from({ length: 50_000 }, (_, index) => replayKey(JKT, jti(index))));
    expect(keys.size).toBe(50_000);
  });

  test('changes in half of its bits when one bit of jti changes', () => {
    const changes = Array.from({ length: 2000 }, (_, index) => {
      const [before, after] = [index * 2, index * 2 + 1].map((n) => bits(`proof-${n}`));
      return [...(before ?? '')].filter((bit, at) => bit !== after?.[at]).length;
    });
    const mean = changes.reduce((sum, count) => sum + count, 0) / changes.length;
    // Of 96 bits; the mean of 2,000 is within 1 of 48 but for one time in a million.
    expect(Math.abs(mean - 48)).toBeLessThan(1);
    expect(Math.min(...changes)).toBeGreaterThan(20);
  });
});

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function bits(jti: string): string {
  const hash = replayKey(JKT, jti).slice(22);
  return [...hash].map((c) => ALPHABET.indexOf(c).toString(2).padStart(6, '0')).join('');
}
