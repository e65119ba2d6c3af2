import assert from 'node:assert/strict';
import type { AuthInfo } from '@holdfast/auth-core';
import { ApiClient } from '@holdfast/auth-core';
import { RedisReplayStore } from '@holdfast/auth-redis';
import { createDpopClient, createTestIssuer } from '@holdfast/auth-testing';
import { Redis } from 'ioredis';
import { createClient } from 'redis';

const audience = 'https://api.example.com';
const url = `${audience}/things`;
const issuer = await createTestIssuer({ algorithm: 'ES256' });
const client = await createDpopClient();
const api = new ApiClient({ issuer: issuer.issuer, audience, fetch: issuer.fetch });

const accessToken = await issuer.mint({ audience, dpopKey: client });
const dpop = await client.proof({ method: 'GET', url, accessToken });
const request = { method: 'GET', url, headers: { authorization: `DPoP ${accessToken}`, dpop } };
const auth: AuthInfo = await api.verifyRequest(request);
assert.equal(auth.proof?.jkt, client.jkt);

const again = await api.authenticate(request);
assert.equal(again.ok ? undefined : again.error.reason, 'replayed');

const stores = [createClient(), new Redis({ lazyConnect: true })].map(
  (redis) => new RedisReplayStore(redis),
);
assert.equal(stores.length, 2);
