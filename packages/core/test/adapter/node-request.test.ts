import { describe, expect, test } from 'vitest';
import { distinctHeaders, nodeRequest } from '../../src/index.ts';

const RAW = [
  ...['Host', 'api.test', 'Authorization', 'Bearer a', 'X-App', '1', 'AUTHORIZATION', 'Bearer b'],
  ...['constructor', 'a', '__proto__', 'b', 'toString', 'c', 'DPoP', '', 'Cut-Off'],
];

describe('nodeRequest', () => {
  test.for([
    ['one field', 'host', ['api.test']],
    ['a repeated field, names in any case', 'authorization', ['Bearer a', 'Bearer b']],
    ['a name of what objects inherit', 'constructor', ['a']],
    ['the name of a prototype', '__proto__', ['b']],
    ['an inherited method', 'tostring', ['c']],
    ['an empty value', 'dpop', ['']],
    ['a field that is not there', 'origin', []],
    ['an inherited name that is not there', 'valueof', []],
    ['a name without a value', 'cut-off', []],
    ['a value that is no name', 'api.test', []],
  ] as const)('reads every value of %s (RFC 9110 section 5.3)', ([, name, values]) => {
    const request = nodeRequest('GET', RAW, () => '');
    expect(request.fieldValues?.(name)).toEqual(values);
  });

  test('gives applications all fields as a record', () => {
    expect(nodeRequest('GET', RAW, () => '').headers).toEqual(distinctHeaders(RAW));
  });

  test('makes the URL when it is asked for, once', () => {
    let made = 0;
    const request = nodeRequest('GET', RAW, () => `https://api.test/${++made}`);
    expect(made).toBe(0);
    expect(request.url).toBe('https://api.test/1');
    expect(request.url).toBe('https://api.test/1');
    expect(request.method).toBe('GET');
  });
});
