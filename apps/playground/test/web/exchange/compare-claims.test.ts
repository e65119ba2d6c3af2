import { expect, test } from 'vitest';
import { compareClaims } from '../../../web/exchange/compare-claims.ts';

const BEFORE = {
  iss: 'i',
  jti: '1',
  sub: 'alice',
  aud: 'a',
  client_id: 'page',
  cnf: { jkt: 'k' },
  x: 1,
};
const AFTER = {
  iss: 'i',
  jti: '2',
  sub: 'alice',
  aud: 'b',
  act: { sub: 'api' },
  client_id: 'api',
  x: 1,
};

test('says how each claim differs, what matters first', () => {
  const rows = compareClaims(BEFORE, AFTER);
  expect(rows.map(({ name, change }) => `${name} ${change}`)).toEqual([
    'sub same',
    'aud changed',
    'client_id changed',
    'act new',
    'cnf gone',
    'iss same',
    'jti changed',
    'x same',
  ]);
});

test('gives both values, and why they differ where that tells something', () => {
  const rows = compareClaims(BEFORE, AFTER);
  expect(rows.find(({ name }) => name === 'aud')).toEqual({
    name: 'aud',
    before: 'a',
    after: 'b',
    change: 'changed',
    why: 'Each token is for one API.',
  });
  expect(rows.filter(({ why }) => why !== undefined).map(({ name }) => name)).toEqual([
    'aud',
    'client_id',
    'act',
    'cnf',
  ]);
});

test('compares objects by what is in them', () => {
  const [row] = compareClaims({ act: { sub: 'api' } }, { act: { sub: 'api' } });
  expect(row?.change).toBe('same');
});

test('names that objects have by themselves are claims like others', () => {
  expect(compareClaims({}, { constructor: 'x' }).map(({ change }) => change)).toEqual(['new']);
});
