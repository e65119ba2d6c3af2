import { timeInWords } from '../look/time-in-words.ts';

// What is said of a moment that is to come, and of one that is past.
const PHRASES = new Map([
  ['exp', ['expires', 'expired']],
  ['nbf', ['becomes valid', 'became valid']],
  ['iat', ['made', 'made']],
  ['auth_time', ['signed in', 'signed in']],
]);

/** The last moment that a `Date` can hold, in seconds since the epoch. */
const LAST_DATE = 8.64e12;

/** A moment that a claim names. */
export interface Moment {
  /** As in "expired 3 minutes ago". */
  readonly words: string;
  readonly date: Date;
}

/**
 * Says when a claim's moment is.
 *
 * @param now seconds since the epoch
 * @returns undefined for a claim that is no moment, or is none that there can be
 */
export function momentInWords(name: string, value: unknown, now: number): Moment | undefined {
  const phrases = PHRASES.get(name);
  if (phrases === undefined || typeof value !== 'number') return undefined;
  if (!(Math.abs(value) <= LAST_DATE)) return undefined;
  const words = `${phrases[value > now ? 0 : 1]} ${timeInWords(value, now)}`;
  return { words, date: new Date(value * 1000) };
}
