import { expect, it } from 'vitest';
import { timeLeft } from '../../../web/sign-in/time-left.ts';

it.each([
  { seconds: 3600, words: '60 min' },
  { seconds: 119.9, words: '1 min' },
  { seconds: 60, words: '1 min' },
  { seconds: 59.2, words: '60 s' },
  { seconds: 0.1, words: '1 s' },
  { seconds: 0, words: 'expired' },
  { seconds: -1, words: 'expired' },
])('$seconds seconds are "$words"', ({ seconds, words }) => {
  expect(timeLeft(seconds)).toBe(words);
});
