import { expect, test } from 'vitest';
import type { Framework } from '../../../server/control/protocol.ts';
import type { Reply } from '../../../web/compare/same-answers.ts';
import { compareReplies } from '../../../web/compare/same-answers.ts';

const CHALLENGE = 'Bearer realm="api"';
const failed = (framework: Framework): Reply => ({ framework, failure: new Error('') });

const rows = [
  {
    id: 'all the same',
    replies: [reply('express'), reply('koa')],
    comparisons: [{ framework: 'koa', from: 'express', differences: [] }],
  },
  {
    id: 'another status',
    replies: [reply('express'), reply('koa', { status: 403 })],
    comparisons: [{ framework: 'koa', from: 'express', differences: ['status'] }],
  },
  {
    id: 'another challenge',
    replies: [reply('express'), reply('koa', { challenge: `${CHALLENGE}, DPoP` })],
    comparisons: [{ framework: 'koa', from: 'express', differences: ['challenge'] }],
  },
  {
    id: 'no challenge',
    replies: [reply('express'), reply('koa', { challenge: undefined })],
    comparisons: [{ framework: 'koa', from: 'express', differences: ['challenge'] }],
  },
  {
    id: 'a body with one space more',
    replies: [reply('express'), reply('koa', { body: '{ }' })],
    comparisons: [{ framework: 'koa', from: 'express', differences: ['body'] }],
  },
  {
    id: 'the body of tRPC, which is not compared',
    replies: [reply('express'), reply('trpc', { body: '{"result":{}}' })],
    comparisons: [{ framework: 'trpc', from: 'express', differences: [] }],
  },
  {
    id: 'the status and the challenge of tRPC, which are',
    replies: [reply('express'), reply('trpc', { status: 500, challenge: undefined })],
    comparisons: [{ framework: 'trpc', from: 'express', differences: ['status', 'challenge'] }],
  },
  {
    id: 'the first one does not answer',
    replies: [failed('express'), reply('koa'), reply('hono', { body: '' })],
    comparisons: [{ framework: 'hono', from: 'koa', differences: ['body'] }],
  },
  { id: 'only one answers', replies: [failed('express'), reply('koa')], comparisons: [] },
  { id: 'none answers', replies: [failed('express'), failed('koa')], comparisons: [] },
] as const;

test.each(rows)('compares: $id', ({ replies, comparisons }) => {
  expect(compareReplies(replies)).toEqual(comparisons);
});

interface Different {
  readonly status?: number;
  readonly challenge?: string | undefined;
  readonly body?: string;
}

function reply(framework: Framework, different: Different = {}): Reply {
  const { status, challenge, body } = {
    ...{ status: 401, challenge: CHALLENGE, body: '{}' },
    ...different,
  };
  const headers = challenge === undefined ? [] : [['WWW-Authenticate', challenge] as const];
  return { framework, answer: { status, headers, body } };
}
