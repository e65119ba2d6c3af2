import assert from 'node:assert/strict';
import { ApiClient } from '@holdfast/auth-core';
import { createTestIssuer } from '@holdfast/auth-testing';
import { mswHandlers } from '@holdfast/auth-testing/msw';
import { setupServer } from 'msw/node';

const audience = 'https://api.example.com';
const issuer = await createTestIssuer({ algorithm: 'ES256' });
const server = setupServer(...mswHandlers(issuer));
server.listen({ onUnhandledRequest: 'error' });

const api = new ApiClient({ issuer: issuer.issuer, audience });
const { claims } = await api.verifyAccessToken(await issuer.mint({ audience }));
assert.equal(claims.iss, issuer.issuer);
server.close();
