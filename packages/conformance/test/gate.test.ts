import { adaptGuards } from '@holdfast/auth-core';
import { expect, test } from 'vitest';
import type { ConformanceCase } from '../src/index.ts';
import { CASES, findGaps, ROUTES } from '../src/index.ts';

test('every reason is produced, every profile used, ids are unique, sources given', () => {
  expect(findGaps(CASES)).toEqual([]);
});

test('there are enough cases', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(1250);
});

test('every guard of the core stands before a route', () => {
  const named = ROUTES.flatMap(({ guards }) => guards.map(({ name }) => name));
  expect([...new Set(named)].sort()).toEqual(Object.keys(adaptGuards((guard) => guard)).sort());
});

test('every route is asked', () => {
  const asked = new Set(CASES.map(({ request }) => String(request.path).split('?', 1)[0]));
  expect(ROUTES.map(({ path }) => path).filter((path) => !asked.has(path))).toEqual([]);
});

const [FIRST] = CASES.filter(({ expected }) => expected.reason === 'missing_authorization');
const planted: ReadonlyArray<{
  readonly flaw: string;
  readonly cases: readonly ConformanceCase[];
  readonly gap: string;
}> = [
  { flaw: 'an id twice', cases: [...CASES, ...CASES.slice(0, 1)], gap: 'is used twice' },
  { flaw: 'no source', cases: change({ source: ' ' }), gap: 'has no source' },
  { flaw: 'no rule', cases: change({ rule: '' }), gap: 'has no rule' },
  { flaw: 'an odd id', cases: change({ id: 'Odd id' }), gap: 'is not area/what-is-sent' },
  {
    flaw: 'a refusal without a reason',
    cases: change({ expected: { status: 401, fields: {} } }),
    gap: 'names no reason',
  },
  {
    flaw: 'another status than that of the reason',
    cases: change({ expected: { status: 403, reason: 'expired', fields: {} } }),
    gap: 'expects 403 for expired',
  },
  {
    flaw: 'a body that is not looked at',
    cases: change({ expected: { status: 401, reason: 'expired', fields: {} } }),
    gap: 'does not look at the body',
  },
  {
    flaw: 'a nonce on a shared server',
    cases: change({ expected: { status: 200, fields: { 'dpop-nonce': { nonce: 'new' } } } }),
    gap: 'shares its server',
  },
  {
    flaw: 'a reason that no case produces',
    cases: CASES.filter(({ expected }) => expected.reason !== 'weak_key'),
    gap: 'No case produces weak_key',
  },
  {
    flaw: 'a profile that no case uses',
    cases: CASES.filter(({ profile }) => profile !== 'schema'),
    gap: 'No case uses the profile schema',
  },
];

test.each(planted)('the gate finds $flaw', ({ cases, gap }) => {
  expect(findGaps(cases).join('\n')).toContain(gap);
});

function change(members: Partial<ConformanceCase>): readonly ConformanceCase[] {
  if (FIRST === undefined) throw new Error('no case to change');
  return [...CASES, { ...FIRST, id: 'planted/flaw', ...members }];
}
