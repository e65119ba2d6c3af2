import { describe, expect, test } from 'vitest';
import { accepts, at, configurationError, MINIMUM, refuses, wrongValues } from './build-client.ts';

class Store {
  add(): boolean {
    return true;
  }
}

describe('dpop', () => {
  accepts([
    { dpop: {} },
    { dpop: { mode: 'allowed' } },
    { dpop: { mode: 'disabled' } },
    { dpop: { mode: undefined, algorithms: undefined, maxAge: undefined, leeway: undefined } },
    { dpop: { algorithms: ['ES256', 'EdDSA'], maxAge: 60, leeway: 0 } },
    { dpop: { replay: false } },
    { dpop: { replay: { add: async () => true } } },
    { dpop: { replay: new Store() } },
    { dpop: { nonce: { secret: 'a secret' } } },
    { dpop: { nonce: { secret: ['new', 'old'], maxAge: 60 } } },
  ]);
  refuses([
    ...wrongValues('dpop', 'an object', [
      [null, 'null'],
      [false, 'false'],
      ['allowed', '"allowed"'],
      [[], 'an array'],
    ]),
    ...wrongValues('dpop.mode', 'one of "allowed", "required", "disabled"', [
      ['Allowed', '"Allowed"'],
      ['optional', '"optional"'],
      ['', '""'],
      [false, 'false'],
      [null, 'null'],
    ]),
    ...wrongValues('dpop.maxAge', 'a finite number of seconds, above 0', [
      [0, '0'],
      [-1, '-1'],
      [Number.NaN, 'NaN'],
      ['300', '"300"'],
      [null, 'null'],
    ]),
    ...wrongValues('dpop.leeway', 'a finite number of seconds, at least 0', [
      [-1, '-1'],
      [Number.POSITIVE_INFINITY, 'Infinity'],
      ['30', '"30"'],
      [null, 'null'],
    ]),
    ...wrongValues('dpop.replay', 'an object', [
      [true, 'true'],
      [null, 'null'],
      [() => true, 'a function'],
    ]),
    ...wrongValues('dpop.nonce', 'an object', [
      [true, 'true'],
      [false, 'false'],
      [null, 'null'],
      [[], 'an array'],
    ]),
    ...wrongValues('dpop.nonce.secret', 'a string that is not empty', [
      [undefined, 'undefined'],
      [null, 'null'],
      ['', 'a string'],
      [5, 'a number'],
      [new Uint8Array(32), 'an object'],
    ]),
    ...wrongValues('dpop.nonce.secret', 'a secret or a list of them', [[[], 'an array']]),
    {
      given: { dpop: { replay: {} } },
      names: 'dpop.replay.add',
      was: 'undefined',
      mayBe: 'a function',
    },
    {
      given: { dpop: { replay: { add: 5 } } },
      names: 'dpop.replay.add',
      was: '5',
      mayBe: 'a function',
    },
    {
      given: { dpop: { nonce: { secret: ['new', ''] } } },
      names: 'dpop.nonce.secret[1]',
      was: 'a string',
      mayBe: 'a string that is not empty',
    },
    {
      given: { dpop: { nonce: { secret: 'a secret', maxAge: 0 } } },
      names: 'dpop.nonce.maxAge',
      was: '0',
      mayBe: 'a finite number of seconds, above 0',
    },
  ]);

  for (const option of ['dpop.required', 'dpop.iatLeeway', 'dpop.nonce.secrets']) {
    test(`the unknown member ${option} is named with its path`, () => {
      const { message } = configurationError({ ...MINIMUM, ...at(option, 'unseen') });
      expect(message).toContain(`Option "${option}" is not known`);
      expect(message).not.toContain('unseen');
    });
  }
});
