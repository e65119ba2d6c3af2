import { type } from 'arktype';
import * as v from 'valibot';
import { describe } from 'vitest';
import { z } from 'zod';
import { accepts, refuses, wrongValues } from './build-client.ts';

const validate = (value: unknown) => ({ value });

describe('claims', () => {
  accepts([
    { claims: z.object({ sub: z.string() }) },
    { claims: v.object({ sub: v.string() }) },
    { claims: type({ sub: 'string' }) },
    { claims: { '~standard': { version: 1, vendor: 'own', validate } } },
  ]);
  refuses([
    ...wrongValues('claims', 'a Standard Schema', [
      [{}, 'an object'],
      [null, 'null'],
      ['sub', '"sub"'],
      [['sub'], 'an array'],
      [validate, 'a function'],
      [{ parse: validate }, 'an object'],
    ]),
    {
      given: { claims: { '~standard': null } },
      names: 'claims["~standard"]',
      was: 'null',
      mayBe: 'an object',
    },
    {
      given: { claims: { '~standard': { version: 2, validate } } },
      names: 'claims["~standard"].version',
      was: '2',
      mayBe: '1',
    },
    {
      given: { claims: { '~standard': { version: 1 } } },
      names: 'claims["~standard"].validate',
      was: 'undefined',
      mayBe: 'a function',
    },
  ]);
});
