import { setImmediate } from 'node:timers/promises';
import type { Rates } from '../statistics.ts';

/** The load of one window. */
export interface Load {
  /** Operations under way at any time. */
  readonly concurrency: number;
  /** Ends the window after so many operations. */
  readonly operations: number;
  /** Ends it after so many seconds, whichever comes first. */
  readonly seconds: number;
  /** Seconds of a slice. */
  readonly slice: number;
}

/** What is done over and over. An answer that is no promise is not waited for. */
export interface Subject {
  readonly operate: (index: number) => unknown;
  /** Tells whether the answer is that of a good request. */
  readonly accepts: (answer: unknown) => boolean;
}

/** Reading the clock costs about as much as finding a remembered token does, so it is read now and then. */
const CLOCK_EVERY = 32;

/**
 * Operations of a lane after which others have their turn: timers, sockets, threads that are done. After promises, too:
 * one that is settled already, as of a remembered token, never leaves the queue of microtasks.
 */
const YIELD_EVERY = 256;

/** What one window has shown, and how many operations were begun, those that did not count included. */
export interface LaneRates extends Rates {
  readonly begun: number;
}

/** Runs one window: as many lanes as the concurrency says, each of which begins an operation when its last has ended. */
export async function runLanes(subject: Subject, load: Load): Promise<LaneRates> {
  const { operate, accepts } = subject;
  const slices: number[] = [];
  let next = 0;
  let done = 0;
  let atSlice = 0;
  const start = performance.now();
  let sliceStart = start;
  let end = start;
  let isOver = false;

  const look = (): void => {
    end = performance.now();
    const seconds = (end - sliceStart) / 1000;
    if (seconds >= load.slice) {
      slices.push((done - atSlice) / seconds);
      atSlice = done;
      sliceStart = end;
    }
    isOver = (end - start) / 1000 >= load.seconds;
  };

  const lane = async (): Promise<void> => {
    for (let own = 1; !isOver && next < load.operations; own++) {
      let answer = operate(next++);
      if (answer instanceof Promise) answer = await answer;
      if (!accepts(answer)) throw new Error('A good request was refused.');
      // What ends after the window does not count for it.
      if (isOver) return;
      done += 1;
      if (done % CLOCK_EVERY === 0 || done === load.operations) look();
      if (own % YIELD_EVERY === 0) await setImmediate();
    }
  };

  await Promise.all(Array.from({ length: load.concurrency }, lane));
  const rate = done / ((end - start) / 1000);
  return { rate, slices: slices.length > 0 ? slices : [rate], begun: next };
}
