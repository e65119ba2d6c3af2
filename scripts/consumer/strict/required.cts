import assert = require('node:assert/strict');
import core = require('@holdfast/auth-core');
import expressAuth = require('@holdfast/auth-express');
import honoAuth = require('@holdfast/auth-hono');
import koaAuth = require('@holdfast/auth-koa');
import testing = require('@holdfast/auth-testing');

const audience = 'https://api.example.com';

async function main(): Promise<void> {
  const issuer = await testing.createTestIssuer({ algorithm: 'ES256' });
  const api = new core.ApiClient({ issuer: issuer.issuer, audience, fetch: issuer.fetch });
  const { claims } = await api.verifyAccessToken(await issuer.mint({ audience }));
  assert.equal(claims.iss, issuer.issuer);
  for (const { ApiClient } of [expressAuth, honoAuth, koaAuth]) {
    assert.equal(ApiClient, core.ApiClient);
  }
}

void main();
