import { describe, expect, test } from 'vitest';
import { SIGNATURE_ALGORITHMS } from '../../src/request/jws/signature-algorithms.ts';
import { accepts, at, configurationError, MINIMUM, refuses, wrongValues } from './build-client.ts';

const ALL = 'RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519';

test('the default algorithms are those of the README, all asymmetric', () => {
  expect(SIGNATURE_ALGORITHMS.join(', ')).toBe(ALL);
});

for (const option of ['algorithms', 'dpop.algorithms', 'issuer.algorithms']) {
  const list = (value: unknown) =>
    option.startsWith('issuer')
      ? { issuer: { issuer: 'https://issuer.test/', algorithms: value } }
      : at(option, value);

  describe(option, () => {
    accepts([...SIGNATURE_ALGORITHMS.map((name) => list([name])), list([...SIGNATURE_ALGORITHMS])]);

    for (const [value, was] of [
      [[], 'an array'],
      ['RS256', '"RS256"'],
      [null, 'null'],
      [{ 0: 'RS256', length: 1 }, 'an object'],
    ] as const) {
      refuses([{ given: list(value), names: option, was, mayBe: 'a list of at least one' }]);
    }

    for (const [value, was] of [
      ['rs256', '"rs256"'],
      ['RS1', '"RS1"'],
      ['ES256K', '"ES256K"'],
      ['RSA-OAEP', '"RSA-OAEP"'],
      ['*', '"*"'],
      ['', '""'],
      ['toString', '"toString"'],
      [null, 'null'],
      [/RS.*/g, 'an object'],
      [['RS256'], 'an array'],
      [{ toString: () => 'RS256' }, 'an object'],
    ] as const) {
      refuses([
        { given: list(['RS256', value]), names: `${option}[1]`, was, mayBe: `one of ${ALL}` },
      ]);
    }

    for (const name of [
      'none',
      'None',
      'nOnE',
      'NONE',
      'HS256',
      'HS384',
      'HS512',
      'hs256',
      'HS1',
      'HS',
    ]) {
      test(`refuses ${name} by name`, () => {
        const { message } = configurationError({ ...MINIMUM, ...list(['ES256', name]) });
        expect(message).toBe(
          `Option "${option}[1]" may not be "${name}": unsigned tokens and shared secrets are never accepted. Use one of ${ALL}.`,
        );
      });
    }
  });
}

refuses(wrongValues('algorithms', 'a list', [[new Set(['RS256']), 'an object']]));
