import * as oauth from 'oauth4webapi';
import { expect, it } from 'vitest';
import { TokenFailure, tokenFailure } from '../../../web/sign-in/token-failure.ts';

const response = new Response(null, { status: 400 });
const refusal = (cause: oauth.OAuth2Error): Error =>
  new oauth.ResponseBodyError('the library says', { cause, response });
const answer = (query: string): Error =>
  new oauth.AuthorizationResponseError('the library says', { cause: new URLSearchParams(query) });

it.each([
  {
    id: 'what the token endpoint refused',
    error: refusal({ error: 'invalid_target', error_description: 'resource is unknown' }),
    kind: 'refused',
    message: 'The authorization server answered invalid_target: resource is unknown.',
  },
  {
    id: 'what it refused without a word',
    error: refusal({ error: 'invalid_grant' }),
    kind: 'refused',
    message: 'The authorization server answered invalid_grant.',
  },
  {
    id: 'a user who said no',
    error: answer('error=access_denied&error_description=The+user+said+no.'),
    kind: 'denied',
    message: 'The authorization server answered access_denied: The user said no.',
  },
  {
    id: 'an authorization request that was refused',
    error: answer('error=invalid_scope'),
    kind: 'refused',
    message: 'The authorization server answered invalid_scope.',
  },
  {
    id: 'an answer to another sign-in',
    error: new oauth.OperationProcessingError('unexpected "state"', {
      code: oauth.INVALID_RESPONSE,
    }),
    kind: 'stale',
    message: 'The answer of the authorization server was not accepted: unexpected "state".',
  },
  {
    id: 'an answer that is none',
    error: new oauth.OperationProcessingError('no JSON', { code: oauth.PARSE_ERROR }),
    kind: 'refused',
    message: 'The answer of the authorization server was not accepted: no JSON.',
  },
  {
    id: 'a server that is off',
    error: new TypeError('Failed to fetch'),
    kind: 'gone',
    message: 'The authorization server does not answer.',
  },
  {
    id: 'a wrong argument, which is no server that is off',
    error: Object.assign(new TypeError('"client" is no object'), { code: 'ERR_INVALID_ARG_TYPE' }),
    kind: 'refused',
    message: '"client" is no object',
  },
  {
    id: 'what is said already',
    error: new TokenFailure('stale', 'Nothing was begun.'),
    kind: 'stale',
    message: 'Nothing was begun.',
  },
])('says in words: $id', ({ error, kind, message }) => {
  expect(tokenFailure(error)).toMatchObject({ name: 'TokenFailure', kind, message });
});
