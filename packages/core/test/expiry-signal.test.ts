import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { expirySignal, isAuthError, VerifyAccessTokenError } from '../src/index.ts';

const NOW = 1_900_000_000;
const DAY = 86_400;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW * 1000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('expirySignal', () => {
  test('aborts at expiresAt, not before', () => {
    const signal = expirySignal({ expiresAt: NOW + 60 });
    vi.advanceTimersByTime(59_999);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(signal.aborted).toBe(true);
  });

  test('fires the event once and leaves no timer behind', () => {
    let fired = 0;
    expirySignal({ expiresAt: NOW + 60 }).addEventListener('abort', () => {
      fired += 1;
    });
    vi.advanceTimersByTime(120_000);
    expect(fired).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('says why: a VerifyAccessTokenError with the reason expired', () => {
    const signal = expirySignal({ expiresAt: NOW + 1 });
    vi.advanceTimersByTime(1000);
    expect(signal.reason).toBeInstanceOf(VerifyAccessTokenError);
    expect(isAuthError(signal.reason)).toBe(true);
    expect(signal.reason).toMatchObject({
      reason: 'expired',
      statusCode: 401,
      details: { exp: NOW + 1 },
    });
    expect(() => signal.throwIfAborted()).toThrow('The access token has expired.');
  });

  test.for([0, -1, -1e9, Number.NEGATIVE_INFINITY])(
    'is aborted already with %d s left, and no timer is set',
    (left) => {
      expect(expirySignal({ expiresAt: NOW + left }).aborted).toBe(true);
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  test('counts fractions of a second', () => {
    const signal = expirySignal({ expiresAt: NOW + 0.25 });
    vi.advanceTimersByTime(249);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(signal.aborted).toBe(true);
  });

  // Timers take 2^31 - 1 ms, about 24.8 days; a longer delay fires at once.
  test.for([24, 25, 26, 50, 365])('a token of %d days does not run out early', (days) => {
    const signal = expirySignal({ expiresAt: NOW + days * DAY });
    vi.advanceTimersByTime(days * DAY * 1000 - 1);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(signal.aborted).toBe(true);
  });

  test('goes by the clock that it is given', () => {
    const signal = expirySignal({ expiresAt: 1060 }, { now: () => 1000 });
    vi.advanceTimersByTime(59_999);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(signal.aborted).toBe(true);
    expect(expirySignal({ expiresAt: NOW - 1 }, { now: () => NOW - 2 }).aborted).toBe(false);
    expect(expirySignal({ expiresAt: NOW + 1 }, { now: () => NOW + 2 }).aborted).toBe(true);
  });

  test('takes the system clock where now is undefined', () => {
    expect(expirySignal({ expiresAt: NOW }, {}).aborted).toBe(true);
    expect(expirySignal({ expiresAt: NOW + 1 }, { now: undefined }).aborted).toBe(false);
  });

  test('signals share nothing', () => {
    const [short, long] = [60, 120].map((left) => expirySignal({ expiresAt: NOW + left }));
    vi.advanceTimersByTime(60_000);
    expect([short?.aborted, long?.aborted]).toEqual([true, false]);
  });
});

test('the timer does not keep a Node process running', () => {
  vi.useRealTimers();
  const setTimer = vi.spyOn(globalThis, 'setTimeout');
  expirySignal({ expiresAt: Date.now() / 1000 + 3600 });
  const [timer] = setTimer.mock.results.map(({ value }) => value as NodeJS.Timeout);
  setTimer.mockRestore();
  expect(timer?.hasRef()).toBe(false);
  clearTimeout(timer);
});

test('a timer that is a number, as in browsers and workers, will do', () => {
  vi.spyOn(globalThis, 'setTimeout').mockImplementation((() => 5) as unknown as typeof setTimeout);
  expect(expirySignal({ expiresAt: NOW + 60 }).aborted).toBe(false);
  vi.restoreAllMocks();
});
