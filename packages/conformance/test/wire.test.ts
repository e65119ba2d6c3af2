import type { AuthErrorReason } from '@holdfast/auth-core';
import * as core from '@holdfast/auth-core';
import { expect, test } from 'vitest';
import { WIRE } from '../src/index.ts';

const ROWS = Object.entries(WIRE) as Array<[AuthErrorReason, (typeof WIRE)[AuthErrorReason]]>;

test.each(ROWS)('the sentence of %s is that of the core', (reason, { description }) => {
  expect(description).toBe(new core.VerifyAccessTokenError(reason).message);
});

test('no two reasons share a sentence, so that a body tells the reason', () => {
  expect(new Set(ROWS.map(([, { description }]) => description)).size).toBe(ROWS.length);
});

test('sentences fit error_description (RFC 6750 section 3)', () => {
  for (const [, { description }] of ROWS)
    expect(description).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
});

const CLASSES: Readonly<Record<string, core.AuthError>> = {
  unauthorized: new core.MissingAuthorizationError('missing_authorization'),
  invalid_request: new core.InvalidRequestError('malformed_authorization'),
  invalid_token: new core.VerifyAccessTokenError('expired'),
  invalid_dpop_proof: new core.InvalidDpopProofError('replayed'),
  use_dpop_nonce: new core.UseDpopNonceError('missing_nonce', 'a'),
  insufficient_scope: new core.InsufficientScopeError(['a']),
  access_denied: new core.AccessDeniedError('claim_mismatch'),
  insufficient_user_authentication: new core.InsufficientUserAuthenticationError(
    'authentication_age',
    { maxAge: 1 },
  ),
  temporarily_unavailable: new core.AuthorizationServerError('keys_unavailable'),
};

test.each(ROWS)('status and code of %s go together', (_reason, { status, code }) => {
  expect(CLASSES[code]).toMatchObject({ code, statusCode: status });
});
