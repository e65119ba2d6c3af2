import { expect, test } from 'vitest';
import type { Guard } from '../../src/index.ts';
import { ApiClient, ConfigurationError } from '../../src/index.ts';
import { callerWith } from './caller.ts';

const api = new ApiClient({ issuer: 'https://issuer.test/', audience: 'https://api.test' });
const request = { method: 'GET', url: 'https://api.test/', headers: {} };
const ROWS: ReadonlyArray<readonly [id: string, guard: () => unknown]> = [
  ['a promise that is kept', async () => undefined],
  ['a promise that is broken', async () => Promise.reject(new Error('no'))],
  // biome-ignore lint/suspicious/noThenProperty: what another library calls a promise
  ['a thenable', () => ({ then: () => undefined })],
];

// vitest fails the run where a rejection is left unhandled.
test.each(ROWS)('a guard that gives %s lets nobody pass', async (_id, guard) => {
  expect(() => api.enforce(guard as Guard, callerWith({}), request)).toThrow(ConfigurationError);
});
