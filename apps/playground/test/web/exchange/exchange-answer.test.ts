import { expect, test } from 'vitest';
import { answerOf } from '../../../web/exchange/exchange-answer.ts';
import { sampleCall } from './sample-call.ts';

// What String() and templates throw for.
const NO_TEXT = { toString: 1 };
const RECORDS = { records: [], subject: 'alice', client: 'messages-api', actors: ['messages-api'] };

test.each([
  { id: 'a body', framework: 'koa', body: RECORDS, answer: RECORDS },
  { id: 'an error', framework: 'koa', body: { error: 'e' }, answer: { error: 'e' } },
  { id: 'null', framework: 'koa', body: null, answer: {} },
  { id: "tRPC's body", framework: 'trpc', body: { result: { data: RECORDS } }, answer: RECORDS },
  {
    id: "tRPC's error",
    framework: 'trpc',
    body: { error: { message: 'e', code: -32603 } },
    answer: { error: 'e' },
  },
  {
    id: 'members of other types',
    framework: 'koa',
    body: { subject: NO_TEXT, client: 1, actors: 'x', account: null, error: NO_TEXT, records: [] },
    answer: { records: [] },
  },
  {
    id: 'actors of other types',
    framework: 'trpc',
    body: { result: { data: { actors: [NO_TEXT] } } },
    answer: {},
  },
  { id: "nothing in tRPC's body", framework: 'trpc', body: { result: null }, answer: {} },
  {
    id: "tRPC's error without text",
    framework: 'trpc',
    body: { error: { message: NO_TEXT } },
    answer: {},
  },
] as const)('$id', ({ framework, body, answer }) => {
  expect(answerOf(sampleCall({ framework, body }))).toEqual(answer);
});

test('what is no JSON says nothing', () => {
  const { request, answer } = sampleCall({});
  expect(answerOf({ request, answer: { ...answer, body: '<html>' } })).toEqual({});
});
