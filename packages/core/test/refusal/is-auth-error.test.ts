import { inspect } from 'node:util';
import { expect, test, vi } from 'vitest';
import * as first from '../../src/index.ts';

vi.resetModules();
const second: typeof first = await import('../../src/index.ts');

test('the two copies of the package are two', () => {
  expect(second.isAuthError).not.toBe(first.isAuthError);
  expect(second.VerifyAccessTokenError).not.toBe(first.VerifyAccessTokenError);
});

const make = (copy: typeof first) => [
  new copy.MissingAuthorizationError('missing_authorization'),
  new copy.InvalidAuthSchemeError('unsupported_scheme'),
  new copy.InvalidRequestError('malformed_authorization'),
  new copy.VerifyAccessTokenError('expired'),
  new copy.InsufficientScopeError(['read']),
  new copy.AuthorizationServerError('keys_unavailable'),
];

for (const error of make(second)) {
  test(`an error of another copy is known, though it is no instance: ${error.name}`, () => {
    expect(error).not.toBeInstanceOf(first.AuthError);
    expect(first.isAuthError(error)).toBe(true);
  });
}

for (const error of make(first)) {
  test(`an error of this copy is known to another: ${error.name}`, () => {
    expect(second.isAuthError(error)).toBe(true);
  });
}

test('a client makes the answer for an error of another copy', () => {
  const api = new first.ApiClient({ issuer: 'https://issuer.test/', audience: 'a' });
  const error = new second.InsufficientScopeError(['read']);
  const { status, headers } = api.refusal(error, { headers: {} });
  expect(status).toBe(403);
  expect(headers['www-authenticate']).toContain('scope="read"');
});

test('a guard of another copy is enforced', () => {
  const api = new first.ApiClient({ issuer: 'https://issuer.test/', audience: 'a' });
  const request = { method: 'GET', url: 'https://api.test/', headers: {} };
  const auth: first.AuthInfo = {
    token: 'a',
    scheme: 'bearer',
    claims: { iss: 'a', aud: 'a', exp: 1, iat: 1 },
    header: { alg: 'ES256' },
    issuer: 'a',
    clientId: '',
    scopes: [],
    permissions: [],
    expiresAt: 1,
  };
  const refused = api.enforce(second.requiredScopes('read'), auth, request);
  expect(refused?.response.status).toBe(403);
});

const junk: readonly unknown[] = [
  undefined,
  null,
  0,
  Number.NaN,
  '',
  'VerifyAccessTokenError',
  true,
  5n,
  Symbol('AuthError'),
  {},
  [],
  () => {},
  first.VerifyAccessTokenError,
  first.AuthError,
  new Error('a'),
  new TypeError('a'),
  new AggregateError([]),
  new first.ConfigurationError('a'),
  Promise.resolve(),
  Object.create(null),
  { name: 'VerifyAccessTokenError', code: 'invalid_token', statusCode: 401, reason: 'expired' },
  new first.VerifyAccessTokenError('expired').toJSON(),
  JSON.parse(JSON.stringify(new first.VerifyAccessTokenError('expired'))),
];
for (const value of junk) {
  test(`nothing else is: ${inspect(value, { depth: 0 }).split('\n')[0]}`, () => {
    expect(first.isAuthError(value)).toBe(false);
  });
}
