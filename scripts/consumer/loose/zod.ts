import assert from 'node:assert/strict';
import { ApiClient } from '@holdfast/auth-core';
import { createTestIssuer } from '@holdfast/auth-testing';
import { z } from 'zod';

const audience = 'https://api.example.com';
const issuer = await createTestIssuer({ algorithm: 'ES256' });
const api = new ApiClient({
  issuer: issuer.issuer,
  audience,
  fetch: issuer.fetch,
  claims: z.object({ sub: z.string(), level: z.coerce.number() }),
});

const token = await issuer.mint({ audience, claims: { level: '3' } });
const { claims } = await api.verifyRequest({
  method: 'GET',
  url: `${audience}/things`,
  headers: { authorization: `Bearer ${token}` },
});
const level: number = claims.level;
assert.equal(level, 3);
// @ts-expect-error: the schema has no such member
assert.equal(claims.tenant, undefined);
