import { describe } from 'vitest';
import { accepts, refuses, wrongValues } from './build-client.ts';

const LIST = 'a string that is not blank';

describe('audience', () => {
  accepts([
    { audience: 'https://api.test' },
    { audience: 'orders' },
    { audience: ['https://api.test', 'urn:orders'] },
  ]);
  refuses([
    ...wrongValues('audience', LIST, [
      [undefined, 'undefined'],
      [null, 'null'],
      ['', '""'],
      [' ', '" "'],
      [5, '5'],
      [false, 'false'],
      [/api/, 'an object'],
      [new URL('https://api.test'), 'an object'],
      [{ toString: () => 'https://api.test' }, 'an object'],
      [new Set(['https://api.test']), 'an object'],
    ]),
    ...wrongValues('audience', 'a string or a list of at least one', [[[], 'an array']]),
    { given: { audience: [''] }, names: 'audience[0]', was: '""', mayBe: LIST },
    { given: { audience: ['a', null] }, names: 'audience[1]', was: 'null', mayBe: LIST },
    { given: { audience: ['a', /b/g] }, names: 'audience[1]', was: 'an object', mayBe: LIST },
    { given: { audience: [['a']] }, names: 'audience[0]', was: 'an array', mayBe: LIST },
  ]);
});
