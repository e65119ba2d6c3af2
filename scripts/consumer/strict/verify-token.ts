import assert from 'node:assert/strict';
import { ApiClient, isAuthError } from '@holdfast/auth-core';
import { createTestIssuer } from '@holdfast/auth-testing';

const audience = 'https://api.example.com';
const issuer = await createTestIssuer({ algorithm: 'ES256' });
const api = new ApiClient({ issuer: { issuer: issuer.issuer, jwks: issuer.jwks }, audience });

const { claims, header } = await api.verifyAccessToken(await issuer.mint({ audience }));
const expiry: number = claims.exp;
assert.equal(claims.iss, issuer.issuer);
assert.ok(expiry > 0);
assert.equal(header.alg, 'ES256');

const elsewhere = await issuer.mint({ audience: 'https://other.example.com' });
const error: unknown = await api.verifyAccessToken(elsewhere).catch((reason: unknown) => reason);
assert.ok(isAuthError(error));
assert.equal(error.reason, 'audience_mismatch');
