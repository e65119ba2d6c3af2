import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
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

  #take(key: string): [string, number] | undefined {
    const index = this.#entries.findIndex(([name]) => name === key);
    return index < 0 ? undefined : this.#entries.splice(index, 1)[0];
  }
}

const step = fc.record({
  does: fc.constantFrom('get', 'set'),
  key: fc.integer({ min: 0, max: 7 }).map(String),
});

/** Uses two entries in turn, then replaces both; gives what was replaced. */
function fillTwice(cache: LruCache<string, object>): object {
  const first = {};
  cache.set('a', first);
  cache.set('b', {});
  for (let use = 0; use < 1000; use += 1) cache.get(use % 2 === 0 ? 'a' : 'b');
  cache.set('a', {});
  return first;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('LruCache', () => {
  test.each([1, 2, 3, 5])('of %i entries forgets what was used longest ago', (maxEntries) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const cache = new LruCache<string, number>(maxEntries);
        const plain = new Plain(maxEntries);
        for (const [index, { does, key }] of steps.entries()) {
          if (does === 'get') expect(cache.get(key)).toBe(plain.get(key));
          else for (const each of [cache, plain]) each.set(key, index);
        }
        for (let key = 0; key < 8; key += 1) {
          expect(cache.get(String(key))).toBe(plain.get(String(key)));
        }
      }),
      { seed: 20261128, numRuns: 300 },
    );
  });

  // An iterator that is kept keeps every table alive that a Map has had.
  test('keeps nothing of what was replaced, however often the rest is used', async () => {
    const cache = new LruCache<string, object>(5000);
    const replaced = Array.from({ length: 100 }, () => new WeakRef(fillTwice(cache)));
    // What a WeakRef was made for, or asked for, lives until the job ends.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    const alive = replaced.filter((reference) => reference.deref() !== undefined);
    // The engine's own registers may hold one or two.
    expect(alive.length).toBeLessThanOrEqual(2);
  });

  test('goes on for longer than a Map keeps the holes of what was deleted', () => {
    const cache = new LruCache<string, number>(100);
    for (let value = 0; value < 50_000; value += 1) cache.set(`key ${value}`, value);
    for (let value = 49_800; value < 50_000; value += 1) {
      expect(cache.get(`key ${value}`)).toBe(value < 49_900 ? undefined : value);
    }
  });
});
