import { describe, expect, test } from 'vitest';
import type { AuthErrorReason } from '../../src/index.ts';
import {
  AccessDeniedError,
  AuthError,
  AuthorizationServerError,
  ConfigurationError,
  InsufficientScopeError,
  InsufficientUserAuthenticationError,
  InvalidAuthSchemeError,
  InvalidRequestError,
  isAuthError,
  MissingAuthorizationError,
  VerifyAccessTokenError,
} from '../../src/index.ts';
import { REASONS } from '../../src/refusal/reasons.ts';

const init = { details: { expected: 'a', received: ['b'] }, cause: new Error('underneath') };

const rows = [
  {
    make: () => new MissingAuthorizationError('missing_authorization', init),
    bare: () => new MissingAuthorizationError('missing_authorization'),
    name: 'MissingAuthorizationError',
    code: 'unauthorized',
    statusCode: 401,
    reason: 'missing_authorization',
  },
  {
    make: () => new InvalidAuthSchemeError('unsupported_scheme', init),
    bare: () => new InvalidAuthSchemeError('unsupported_scheme'),
    name: 'InvalidAuthSchemeError',
    code: 'unauthorized',
    statusCode: 401,
    reason: 'unsupported_scheme',
  },
  {
    make: () => new InvalidRequestError('repeated_authorization', init),
    bare: () => new InvalidRequestError('repeated_authorization'),
    name: 'InvalidRequestError',
    code: 'invalid_request',
    statusCode: 400,
    reason: 'repeated_authorization',
  },
  {
    make: () => new VerifyAccessTokenError('expired', init),
    bare: () => new VerifyAccessTokenError('expired'),
    name: 'VerifyAccessTokenError',
    code: 'invalid_token',
    statusCode: 401,
    reason: 'expired',
  },
  {
    make: () => new InsufficientScopeError(['read'], init),
    bare: () => new InsufficientScopeError(['read']),
    name: 'InsufficientScopeError',
    code: 'insufficient_scope',
    statusCode: 403,
    reason: 'insufficient_scope',
  },
  {
    make: () => new AccessDeniedError('claim_mismatch', init),
    bare: () => new AccessDeniedError('claim_mismatch'),
    name: 'AccessDeniedError',
    code: 'access_denied',
    statusCode: 403,
    reason: 'claim_mismatch',
  },
  {
    make: () => new InsufficientUserAuthenticationError('authentication_age', { maxAge: 5 }, init),
    bare: () => new InsufficientUserAuthenticationError('authentication_age', { maxAge: 5 }),
    name: 'InsufficientUserAuthenticationError',
    code: 'insufficient_user_authentication',
    statusCode: 401,
    reason: 'authentication_age',
  },
  {
    make: () => new AuthorizationServerError('keys_unavailable', init),
    bare: () => new AuthorizationServerError('keys_unavailable'),
    name: 'AuthorizationServerError',
    code: 'temporarily_unavailable',
    statusCode: 503,
    reason: 'keys_unavailable',
  },
] as const;

describe.for(rows)('$name', ({ make, bare, name, code, statusCode, reason }) => {
  test(`is an AuthError: ${statusCode} ${code}`, () => {
    const error = make();
    expect(error).toBeInstanceOf(AuthError);
    expect(error).toBeInstanceOf(Error);
    expect(isAuthError(error)).toBe(true);
    expect(error).toMatchObject({ name, code, statusCode, reason, message: REASONS[reason] });
    expect(String(error)).toBe(`${name}: ${REASONS[reason]}`);
  });

  test('keeps details and cause', () => {
    const error = make();
    expect(error.details).toEqual({ expected: 'a', received: ['b'] });
    expect(error.cause).toBe(init.cause);
  });

  test('has empty details, no cause and no headers of its own accord', () => {
    const error = bare();
    expect(error.details).toEqual({});
    expect(error).not.toHaveProperty('cause');
    expect(error.headers).toEqual({});
  });

  test('toJSON() gives what a log needs, without stack, cause and headers', () => {
    const json = {
      name,
      message: REASONS[reason],
      code,
      reason,
      statusCode,
      details: { expected: 'a', received: ['b'] },
    };
    expect(make().toJSON()).toEqual(json);
    expect(JSON.parse(JSON.stringify(make()))).toEqual(json);
  });
});

test('InsufficientScopeError carries the scopes that the route needs', () => {
  expect(new InsufficientScopeError(['read', 'write']).scopes).toEqual(['read', 'write']);
});

test('AuthorizationServerError carries the seconds after which to try again', () => {
  expect(new AuthorizationServerError('keys_unavailable').retryAfter).toBe(5);
  expect(new AuthorizationServerError('keys_unavailable', { retryAfter: 30 }).retryAfter).toBe(30);
});

test('ConfigurationError is a TypeError and no refusal', () => {
  const error = new ConfigurationError('wrong');
  expect(error).toBeInstanceOf(TypeError);
  expect(error).not.toBeInstanceOf(AuthError);
  expect(error).toMatchObject({ name: 'ConfigurationError', message: 'wrong' });
  expect(isAuthError(error)).toBe(false);
});

describe('messages are constant sentences that fit error_description (RFC 6750 section 3)', () => {
  for (const [reason, message] of Object.entries(REASONS)) {
    test(reason, () => {
      expect(message).toMatch(/^[A-Z][\x20-\x21\x23-\x5b\x5d-\x7e]+\.$/);
      const details = { expected: 'marker', received: 'marker' };
      const error = new VerifyAccessTokenError(reason as AuthErrorReason, {
        details,
        cause: 'marker',
      });
      expect(error.message).toBe(message);
    });
  }

  test('no two reasons share a sentence', () => {
    const messages = Object.values(REASONS);
    expect(new Set(messages).size).toBe(messages.length);
  });
});
