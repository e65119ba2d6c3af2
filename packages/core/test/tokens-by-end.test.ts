import { describe, expect, test } from 'vitest';
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

  test('of two with one end the later is remembered', () => {
    const cache = new TokenCache(10);
    const [a, b] = [{ token: `a${END}` }, { token: `b${END}` }];
    cache.set(a);
    cache.set(b);
    expect([cache.get(a.token), cache.get(b.token)]).toEqual([undefined, b]);
  });
});
