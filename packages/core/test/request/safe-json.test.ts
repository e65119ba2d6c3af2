import { describe, expect, test } from 'vitest';
import { copyJson, isSafeJson, jsonCopier } from '../../src/request/safe-json.ts';

function nested(levels: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = wrap(value);
  return value;
}

describe('isSafeJson', () => {
  test.each([
    ['null', null, true],
    ['a text', 'x', true],
    ['nothing within', {}, true],
    ['a member constructor', { constructor: 1 }, true],
    ['64 objects', nested(64, (a) => ({ a })), true],
    ['65 objects', nested(65, (a) => ({ a })), false],
    ['64 lists', nested(64, (a) => [a]), true],
    ['65 lists', nested(65, (a) => [a]), false],
    ['__proto__', JSON.parse('{"__proto__":1}'), false],
    ['__proto__ in an object', JSON.parse('{"a":{"__proto__":null}}'), false],
    ['__proto__ in a list', JSON.parse('[1,{"__proto__":{}}]'), false],
  ])('%s', (_id, value, safe) => {
    expect(isSafeJson(value)).toBe(safe);
  });
});

const CLAIMS = {
  text: 'x',
  nothing: null,
  list: ['a', { b: [1] }],
  object: { a: { b: null }, list: [] },
  constructor: 'own',
};

describe.each([
  ['copyJson', () => copyJson(CLAIMS)],
  ['jsonCopier', jsonCopier(CLAIMS)],
])('%s', (_id, copy) => {
  test('gives an equal value that shares nothing', () => {
    const one = copy();
    expect(one).toEqual(CLAIMS);
    expect(Object.keys(one)).toEqual(Object.keys(CLAIMS));
    one.object.a.b = 7 as never;
    (one.list[1] as { b: number[] }).b.push(2);
    one.list.push('c');
    one.text = 'y';
    expect(copy()).toEqual({ ...CLAIMS, text: 'x' });
    expect(CLAIMS.list).toHaveLength(2);
    expect(CLAIMS.object.a.b).toBe(null);
  });
});
