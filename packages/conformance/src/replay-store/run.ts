import { fail } from 'node:assert/strict';
import type { ReplayStore } from '@holdfast/auth-core';
import type { ReplayStoreCase, ReplayStoreStep, ReplayStoreVerdict } from './case.ts';
import { REPLAY_STORE_CASES } from './cases.ts';

/** An empty store, and power over its time and its luck. */
export interface ReplayStoreSubject {
  readonly store: ReplayStore;
  /** The time of the store: seconds since the epoch. `elapse` moves it. Default: the system's, and what has elapsed. */
  readonly now?: (() => number) | undefined;
  /**
   * Lets time pass for the store, without waiting: an injected clock goes on, or what the store
   * has recorded is brought that much nearer to its end.
   */
  readonly elapse: (seconds: number) => void | Promise<void>;
  /** Makes the store fail from now on: closes its connection, ends its server, fills it up. */
  readonly fail: () => void | Promise<void>;
  /** Runs after the test, also after `fail`. */
  readonly close?: (() => void | Promise<void>) | undefined;
}

/** What the author of a store hands to `runReplayStoreConformance`. */
export interface ReplayStoreHarness {
  /** Registers one test: `test` of vitest, node:test, bun or Deno. */
  readonly test: (name: string, run: () => Promise<void>) => unknown;
  /** Creates an empty store, which shares nothing with those before. Called once a test. */
  readonly createStore: () => ReplayStoreSubject | Promise<ReplayStoreSubject>;
  /** For how many seconds after its end a key may still be known. Default 120. */
  readonly slack?: number | undefined;
  /** The cases to run. Default: all of them. */
  readonly cases?: readonly ReplayStoreCase[] | undefined;
}

/**
 * Registers one test for each case, each with a store of its own. Tests may run in any order, and
 * at the same time. Nothing sleeps.
 *
 * @param harness how to register tests and how to create a store
 * @example
 * runReplayStoreConformance({ test, createStore: () => ({ store, now, elapse, fail }) });
 */
export function runReplayStoreConformance({
  test,
  createStore,
  slack = 120,
  cases = REPLAY_STORE_CASES,
}: ReplayStoreHarness): void {
  for (const { id, rule, source, steps } of cases) {
    test(`${id}: ${rule} (${source})`, async () => {
      const subject = await createStore();
      let elapsed = 0;
      const { now = () => Date.now() / 1000 + elapsed } = subject;
      try {
        for (const each of steps) {
          if (each.step === 'fail') await subject.fail();
          else if (each.step === 'add') await addAll(subject.store, each, now());
          else {
            const seconds = each.seconds + (each.slack ? slack : 0);
            await subject.elapse(seconds);
            elapsed += seconds;
          }
        }
      } finally {
        await subject.close?.();
      }
    });
  }
}

type Outcome = 'new' | 'known' | 'error' | 'neither';
type AddStep = Extract<ReplayStoreStep, { readonly step: 'add' }>;

async function addAll(store: ReplayStore, step: AddStep, now: number): Promise<void> {
  const { keys, times = 1, expiresIn, expected } = step;
  // In turns, so that the uses of one key are not next to each other where there are many.
  const turns = Array.from({ length: times }, () =>
    keys.map((key) => addOne(store, key, now + expiresIn)),
  );
  const outcomes = await Promise.all(turns.map((turn) => Promise.all(turn)));
  for (const [index, key] of keys.entries()) {
    const seen = outcomes.map((turn) => turn[index] ?? 'error');
    judge(seen, expected, key);
  }
}

async function addOne(store: ReplayStore, key: string, expiresAt: number): Promise<Outcome> {
  let answer: unknown;
  try {
    answer = await store.add(key, expiresAt);
  } catch {
    return 'error';
  }
  if (typeof answer !== 'boolean') return 'neither';
  return answer ? 'new' : 'known';
}

function judge(seen: readonly Outcome[], expected: ReplayStoreVerdict, key: string): void {
  const counts = { new: 0, known: 0, error: 0, neither: 0 };
  for (const outcome of seen) counts[outcome]++;
  const isOnce = counts.new === 1 && counts.known === seen.length - 1;
  const isFailure = counts.error === seen.length;
  const passes: Readonly<Record<ReplayStoreVerdict, boolean>> = {
    new: isOnce,
    known: counts.known === seen.length,
    error: isFailure,
    'new-or-error': isOnce || isFailure,
    'known-or-error': counts.known + counts.error === seen.length,
  };
  if (passes[expected]) return;
  fail(`${JSON.stringify(key)} must be ${expected}: ${JSON.stringify(counts)}`);
}
