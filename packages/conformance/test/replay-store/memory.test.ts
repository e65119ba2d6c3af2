import type { ReplayStoreSubject } from '@holdfast/auth-conformance';
import { runReplayStoreConformance } from '@holdfast/auth-conformance';
import { MemoryReplayStore } from '@holdfast/auth-core';
import { describe, test } from 'vitest';

describe.each([50_000, 5000])('a store in memory for %i entries', (maxEntries) => {
  runReplayStoreConformance({ test, createStore: () => createSubject(maxEntries) });
});

function createSubject(maxEntries: number): ReplayStoreSubject {
  let time = 1_800_000_000;
  const now = (): number => time;
  const store = new MemoryReplayStore({ maxEntries, now });
  return {
    store,
    now,
    elapse: (seconds) => {
      time += seconds;
    },
    fail: () => {
      for (let index = 0; store.size < maxEntries; index++) store.add(`fill-${index}`, time + 330);
    },
  };
}
