import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LruCache } from '../src/lru-cache.ts';

/** The same cache, as slow and as plain as can be. */
class Plain {
  readonly #entries: [string, number][] = [];
  readonly #maxEntries: number;

  constructor(maxEntries: number) {
    this.#maxEntries = maxEntries;
  }

  get(key: string): number | undefined {
    const entry = this.#take(key);
    if (entry) this.#entries.push(entry);
    return entry?.[1];
  }

  set(key: string, value: number): void {
    this.#take(key);
    if (this.#entries.length >= this.#maxEntries) this.#entries.shift();
    this.#entries.push([key, value]);
  }

  delete(key: string): void {
    this.#take(key);
  }

  #take(key: string): [string, number] | undefined {
    const index = this.#entries.findIndex(([name]) => name === key);
    return index < 0 ? undefined : this.#entries.splice(index, 1)[0];
  }
}

const step = fc.record({
  does: fc.constantFrom('get', 'get', 'set', 'set', 'set', 'delete'),
  key: fc.integer({ min: 0, max: 7 }).map(String),
});

describe('LruCache', () => {
  test.each([1, 2, 3, 5])('of %i entries forgets what was used longest ago', (maxEntries) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const cache = new LruCache<number>(maxEntries);
        const plain = new Plain(maxEntries);
        for (const [index, { does, key }] of steps.entries()) {
          if (does === 'get') expect(cache.get(key)).toBe(plain.get(key));
          else if (does === 'set') for (const each of [cache, plain]) each.set(key, index);
          else for (const each of [cache, plain]) each.delete(key);
        }
        for (let key = 0; key < 8; key += 1) {
          expect(cache.get(String(key))).toBe(plain.get(String(key)));
        }
      }),
      { seed: 20261128, numRuns: 300 },
    );
  });

  test('goes on for longer than a Map keeps the holes of what was deleted', () => {
    const cache = new LruCache<number>(100);
    for (let value = 0; value < 50_000; value += 1) cache.set(`key ${value}`, value);
    for (let value = 49_800; value < 50_000; value += 1) {
      expect(cache.get(`key ${value}`)).toBe(value < 49_900 ? undefined : value);
    }
  });
});
