import { expect, test } from 'vitest';
import * as main from '../src/index.ts';
import * as msw from '../src/msw.ts';

test('the package exports these names and no others', () => {
  expect(Object.keys(main).sort()).toEqual([
    'TEST_ALGORITHMS',
    'createDpopClient',
    'createTestIssuer',
  ]);
  expect(Object.keys(msw)).toEqual(['mswHandlers']);
});
