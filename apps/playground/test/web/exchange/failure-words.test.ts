import { expect, test } from 'vitest';
import { failureInWords } from '../../../web/exchange/failure-words.ts';
import { accepted, refused, sampleCall } from './sample-call.ts';

const decisions = [accepted('bob', 'page')];

test.each([
  { id: 'a success', exchange: 'archive', call: { decisions }, words: undefined },
  {
    id: 'a token that the API refused',
    exchange: 'archive',
    call: { status: 401, decisions: [refused()] },
    words: 'The API refused the token of the caller, and exchanged nothing.',
  },
  {
    id: 'a session that is none',
    exchange: 'legacy',
    call: { status: 403, body: { error: 'invalid_request' } },
    words: 'The authorization server knows no such session.',
  },
  {
    id: 'no session',
    exchange: 'legacy',
    call: { status: 400, body: { error: 'missing_required_argument_error' } },
    words: 'There was no session in the request.',
  },
  {
    id: 'no account',
    exchange: 'calendar',
    call: { status: 403, decisions, body: { error: 'invalid_grant' } },
    words: 'The user has no such account at the calendar.',
  },
  {
    id: 'no account, on tRPC',
    exchange: 'calendar',
    call: { framework: 'trpc', status: 403, body: { error: { message: 'invalid_grant' } } },
    words: 'The user has no such account at the calendar.',
  },
  {
    id: 'what is not known here',
    exchange: 'archive',
    call: { status: 403, decisions, body: { error: 'invalid_scope' } },
    words: 'The authorization server refused the exchange.',
  },
  {
    id: 'a server that is off',
    exchange: 'archive',
    call: { status: 502, decisions, body: { error: 'network_error' } },
    words: 'The API could not exchange anything. Is the authorization server on?',
  },
] as const)('$id', ({ exchange, call, words }) => {
  expect(failureInWords(exchange, sampleCall(call))).toBe(words);
});
