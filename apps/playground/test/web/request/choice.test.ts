import { expect, test } from 'vitest';
import { readChoice } from '../../../web/request/choice.ts';

const AT_FIRST = {
  framework: 'express',
  operation: 'messages',
  credentials: 'token',
  retry: 'yes',
};

test.each([
  { id: 'nothing', address: '', choice: AT_FIRST },
  {
    id: 'everything',
    address: 'framework=trpc&operation=vault&credentials=bearer&retry=no',
    choice: { framework: 'trpc', operation: 'vault', credentials: 'bearer', retry: 'no' },
  },
  {
    id: 'something',
    address: 'operation=salary',
    choice: { ...AT_FIRST, operation: 'salary' },
  },
  {
    id: 'what does not exist',
    address: 'framework=fastify&operation=constructor&credentials=basic&retry=maybe&token=x',
    choice: AT_FIRST,
  },
])('an address that says $id', ({ address, choice }) => {
  expect(readChoice(new URLSearchParams(address))).toEqual(choice);
});
