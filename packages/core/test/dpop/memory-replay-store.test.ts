import { describe, expect, test } from 'vitest';
import { MemoryReplayStore } from '../../src/index.ts';

const NOW = 1_800_000_000;

function createStore(maxEntries?: number) {
  const clock = { time: NOW };
  const store = new MemoryReplayStore({ maxEntries, now: () => clock.time });
  return { store, clock };
}

describe('a store in memory', () => {
  test('answers at once, not with a promise', () => {
    const { store } = createStore();
    expect([store.add('a', NOW + 330), store.add('a', NOW + 330)]).toEqual([true, false]);
  });

  test.each([0, 0.001, 1, 63, 64, 65, 127, 128, 329.999, 330, 86_400])(
    'knows a key that ends in %d s to the last moment, and not two minutes later',
    (life) => {
      for (const offset of [0, 1, 31, 63]) {
        const { store, clock } = createStore();
        clock.time = NOW + offset;
        const end = clock.time + life;
        expect(store.add('a', end)).toBe(true);
        clock.time = end;
        expect(store.add('a', end)).toBe(false);
        clock.time = end + 120;
        expect(store.add('a', end + 330)).toBe(true);
      }
    },
  );

  test.each([-1, -64, -86_400, -NOW])(
    'knows a key that ended %d s from now for an instant',
    (life) => {
      const { store } = createStore();
      expect(store.add('a', NOW + life)).toBe(true);
      expect(store.add('a', NOW + life)).toBe(false);
    },
  );

  test('takes as many entries as it was told, and refuses the next', () => {
    const { store } = createStore(3);
    for (const key of ['a', 'b', 'c']) expect(store.add(key, NOW + 330)).toBe(true);
    expect(store.size).toBe(3);
    expect(() => store.add('d', NOW + 330)).toThrow(RangeError);
    expect(() => store.add('d', NOW + 330)).toThrow('The replay store is full.');
    expect(store.size).toBe(3);
  });

  test('still knows all entries when it is full, which is no error', () => {
    const { store } = createStore(3);
    for (const key of ['a', 'b', 'c']) store.add(key, NOW + 330);
    for (const key of ['a', 'b', 'c']) expect(store.add(key, NOW + 330)).toBe(false);
  });

  test('has room again when entries have ended, and only for as many', () => {
    const { store, clock } = createStore(3);
    store.add('early', NOW + 10);
    store.add('late', NOW + 330);
    store.add('later', NOW + 400);
    clock.time = NOW + 130;
    expect(store.add('a', clock.time + 330)).toBe(true);
    expect(() => store.add('b', clock.time + 330)).toThrow(RangeError);
    expect(store.add('late', NOW + 330)).toBe(false);
    expect(store.add('later', NOW + 400)).toBe(false);
  });

  test('does not grow while proofs come and go', () => {
    const { store, clock } = createStore();
    const sizes: number[] = [];
    for (let second = 0; second < 3600; second++) {
      clock.time = NOW + second;
      for (let n = 0; n < 10; n++) store.add(`${second}-${n}`, clock.time + 330);
      sizes.push(store.size);
    }
    expect(Math.max(...sizes)).toBeLessThanOrEqual(10 * (330 + 64 + 1));
    expect(sizes.at(-1)).toBeGreaterThanOrEqual(10 * 330);
  });

  test('is not misled by a clock that goes back', () => {
    const { store, clock } = createStore();
    store.add('a', NOW + 330);
    clock.time = NOW - 1000;
    expect(store.add('a', NOW + 330)).toBe(false);
    clock.time = NOW;
    expect(store.add('a', NOW + 330)).toBe(false);
  });

  test('shares nothing with another', () => {
    const [first, second] = [createStore().store, createStore().store];
    expect([first.add('a', NOW + 330), second.add('a', NOW + 330)]).toEqual([true, true]);
  });

  test('reads the system’s clock and takes a million entries, unless told otherwise', () => {
    const store = new MemoryReplayStore();
    const inAnHour = Date.now() / 1000 + 3600;
    expect([store.add('a', inAnHour), store.add('a', inAnHour), store.size]).toEqual([
      true,
      false,
      1,
    ]);
  });
});
