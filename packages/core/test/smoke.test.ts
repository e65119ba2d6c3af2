import { createTestIssuer } from '@holdfast/auth-testing';
import { expect, test } from 'vitest';
import { ApiClient } from '../src/index.ts';

test('smoke', async () => {
  const issuer = await createTestIssuer();
  const api = new ApiClient({ issuer: issuer.issuer, audience: 'https://api.test', fetch: issuer.fetch });
  const token = await issuer.mint({ scope: 'a b' });
  const r = await api.authenticate({ method: 'GET', url: 'https://api.test/', headers: { authorization: `Bearer ${token}` } });
  console.log(r, issuer.requests);
  console.log(await api.authenticate({ method: 'GET', url: 'https://api.test/', headers: { authorization: `Bearer ${token}x` } }));
  const again = api.admit({ method: 'GET', url: 'https://api.test/', headers: { authorization: `Bearer ${token}` } });
  expect(again).not.toBeInstanceOf(Promise);
});
