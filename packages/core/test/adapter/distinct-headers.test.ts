import { describe, expect, test } from 'vitest';
import { distinctHeaders } from '../../src/index.ts';

describe('distinctHeaders', () => {
  test.for([
    ['no fields', [], {}],
    ['one field', ['Host', 'api.test'], { host: ['api.test'] }],
    [
      'a repeated field, names in any case (RFC 9110 section 5.3)',
      ['Authorization', 'Bearer a', 'X-App', '1', 'AUTHORIZATION', 'Bearer b'],
      { authorization: ['Bearer a', 'Bearer b'], 'x-app': ['1'] },
    ],
    [
      'names of what objects inherit',
      ['constructor', 'a', '__proto__', 'b', 'toString', 'c'],
      { constructor: ['a'], ['__proto__']: ['b'], tostring: ['c'] },
    ],
    ['an empty value', ['DPoP', ''], { dpop: [''] }],
    ['a name without a value', ['DPoP'], {}],
  ] as const)('%s', ([, raw, expected]) => {
    const fields = distinctHeaders(raw);
    expect(Object.entries(fields)).toEqual(Object.entries(expected));
    expect(Object.getPrototypeOf(fields)).toBeNull();
  });
});
