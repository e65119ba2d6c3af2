import assert from 'node:assert/strict';
import type { AuthInfo, ClaimsSchema } from '@holdfast/auth-core';
import { ApiClient } from '@holdfast/auth-core';
import { createTestIssuer } from '@holdfast/auth-testing';

interface TenantClaims {
  readonly tenant: string;
}

const tenantClaims: ClaimsSchema<TenantClaims> = {
  '~standard': {
    version: 1,
    vendor: 'consumer',
    validate: (value) =>
      typeof value === 'object' && value !== null && 'tenant' in value
        ? { value: { tenant: String(value.tenant) } }
        : { issues: [{ message: 'no tenant' }] },
  },
};

const audience = 'https://api.example.com';
const issuer = await createTestIssuer({ algorithm: 'ES256' });
const api = new ApiClient({
  issuer: issuer.issuer,
  audience,
  fetch: issuer.fetch,
  claims: tenantClaims,
});

const token = await issuer.mint({ audience, claims: { tenant: 'acme' } });
const auth: AuthInfo<TenantClaims> = await api.verifyRequest({
  method: 'GET',
  url: `${audience}/things`,
  headers: { authorization: `Bearer ${token}` },
});
const tenant: string = auth.claims.tenant;
assert.equal(tenant, 'acme');
// @ts-expect-error: the schema's output is all there is, and it has no such claim
assert.equal(auth.claims.iss, undefined);
