import { afterEach, describe, expect, test, vi } from 'vitest';
import { TokenCache } from '../src/token-cache.ts';

const END = 'x'.repeat(16);

describe('a token is found by its end and compared as a whole', () => {
  test.each([
    ['another beginning', `b${END}`],
    ['a longer one', `aa${END}`],
    ['the end alone', END],
    ['a part of the end', END.slice(1)],
    ['another last character', `a${END.slice(1)}y`],
    ['another character before', `a${END.slice(2)}yx`],
    ['nothing', ''],
  ])('%s is another token', (_id, token) => {
    const cache = new TokenCache(10);
    const value = { token: `a${END}` };
    cache.set(value);
    expect(cache.get(token)).toBeUndefined();
    expect(cache.get(['a', END].join(''))).toBe(value);
  });

  test('of two that differ before their ends the later is remembered', () => {
    const cache = new TokenCache(10);
    const [a, b] = [{ token: `a${END}` }, { token: `b${END}` }];
    cache.set(a);
    cache.set(b);
    expect([cache.get(a.token), cache.get(b.token)]).toEqual([undefined, b]);
  });
});

describe('the number of a token', () => {
  // With the seed 0 both have one number, with 1 they have not.
  const [a, b] = [{ token: 'xxxxxxxx000947AA' }, { token: 'xxxxxxxx00330hAA' }];

  afterEach(() => {
    vi.restoreAllMocks();
  });

  function cacheWithSeed(seed: number): TokenCache<{ readonly token: string }> {
    vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      (array as Int32Array).fill(seed);
      return array;
    });
    return new TokenCache(10);
  }

  test('is compared, too: of two with one number the later is remembered', () => {
    const cache = cacheWithSeed(0);
    cache.set(a);
    expect([cache.get(a.token), cache.get(b.token)]).toEqual([a, undefined]);
    cache.set(b);
    expect([cache.get(a.token), cache.get(b.token)]).toEqual([undefined, b]);
  });

  test('cannot be known outside: it follows from a seed', () => {
    const cache = cacheWithSeed(1);
    cache.set(a);
    cache.set(b);
    expect([cache.get(a.token), cache.get(b.token)]).toEqual([a, b]);
  });

  test('each cache has a seed of its own, drawn once, and not before there is a token', () => {
    const draw = vi.spyOn(crypto, 'getRandomValues');
    for (const draws of [1, 2]) {
      const cache = new TokenCache(10);
      expect(cache.get(a.token)).toBeUndefined();
      expect(draw).toHaveBeenCalledTimes(draws - 1);
      cache.set(a);
      cache.set(b);
      expect(draw).toHaveBeenCalledTimes(draws);
    }
  });
});
