import { expect, test } from 'vitest';
import { momentInWords } from '../../../web/inspect/moment-in-words.ts';

const NOW = 1_800_000_000.5;

test.each([
  { id: 'expired', name: 'exp', value: 1_799_999_820, words: 'expired 3 minutes ago' },
  { id: 'expires', name: 'exp', value: 1_800_000_610, words: 'expires in 10 minutes' },
  { id: 'not valid yet', name: 'nbf', value: 1_800_000_006, words: 'becomes valid in 6 seconds' },
  { id: 'valid', name: 'nbf', value: 1_799_990_000, words: 'became valid 2 hours ago' },
  { id: 'made', name: 'iat', value: 1_800_000_000.5 - 1, words: 'made 1 second ago' },
  { id: 'not made yet', name: 'iat', value: 1_800_000_002, words: 'made in 2 seconds' },
  { id: 'signed in', name: 'auth_time', value: 1_799_900_000, words: 'signed in 1 day ago' },
])('$id', ({ name, value, words }) => {
  expect(momentInWords(name, value, NOW)).toEqual({ words, date: new Date(value * 1000) });
});

test.each([
  { id: 'another claim', name: 'sub', value: 1_800_000_000 },
  { id: 'a text', name: 'exp', value: '1800000000' },
  { id: 'a moment that no date holds', name: 'exp', value: 8.64e12 + 1 },
  { id: 'the end of all days', name: 'exp', value: Number.POSITIVE_INFINITY },
  { id: 'no number', name: 'exp', value: Number.NaN },
])('says nothing of $id', ({ name, value }) => {
  expect(momentInWords(name, value, NOW)).toBeUndefined();
});
