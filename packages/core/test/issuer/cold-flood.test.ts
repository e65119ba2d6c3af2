import { describe, expect, test } from 'vitest';
import type { ExpectedRefusal } from '../protected-api.ts';
import { expectAccepted, expectRefused, withToken } from '../protected-api.ts';
import { createSetting, strangeToken } from './setting.ts';

const DOWN: ExpectedRefusal = { status: 503, reason: 'metadata_unavailable' };
const tokens = Array.from({ length: 300 }, (_, index) => index);

describe('CVE-2026-48524: strangers while there are no keys at all', () => {
  test.each(['refuse', 500] as const)('%s: a flood of junk causes few requests', async (how) => {
    const setting = await createSetting();
    const { api, issuer, clock, newRequests } = setting;
    issuer.goDown(how);
    for (const index of tokens) {
      await expectRefused(api, withToken(await strangeToken(setting, `junk-${index}`)), DOWN);
    }
    // Three tries at once, each of two requests at most.
    expect(newRequests()).toBeLessThanOrEqual(6);
    clock.advance(1);
    for (const index of tokens) {
      await expectRefused(api, withToken(await strangeToken(setting, `junk-${index}`)), DOWN);
    }
    expect(newRequests()).toBeLessThanOrEqual(2);
    issuer.comeBack();
    clock.advance(5);
    await expectAccepted(api, await issuer.mint());
  });

  test('Retry-After says when the next try is due', async () => {
    const { api, issuer } = await createSetting();
    issuer.goDown();
    const request = withToken(await issuer.mint());
    for (let count = 0; count < 3; count++) {
      const error = await expectRefused(api, request, DOWN);
      expect(error.headers['retry-after']).toBe('5');
    }
    const paused = await expectRefused(api, request, DOWN);
    expect(paused.headers['retry-after']).toBe('1');
  });

  test('an outage that ends is over at once, after two failures', async () => {
    const { api, issuer } = await createSetting();
    const token = await issuer.mint();
    issuer.goDown();
    for (let count = 0; count < 2; count++) await expectRefused(api, withToken(token), DOWN);
    issuer.comeBack();
    await expectAccepted(api, token);
  });
});

describe('documents that are odd in depth or type', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const ROWS = [
    { document: 'metadata', body: '{"issuer":{"toString":0}}', reason: 'metadata_issuer_mismatch' },
    { document: 'metadata', body: `{"issuer":${deep}}`, reason: 'metadata_invalid' },
    { document: 'metadata', body: `{"jwks_uri":${deep}}`, reason: 'metadata_invalid' },
    { document: 'keys', body: `{"keys":[{"kty":"RSA","x":${deep}}]}`, reason: 'keys_invalid' },
    { document: 'keys', body: '{"keys":{"toString":0}}', reason: 'keys_invalid' },
  ] as const;

  test.each(ROWS)('$document, $reason: 503', async ({ document, body, reason }) => {
    const { api, issuer } = await createSetting();
    const paths =
      document === 'keys'
        ? [issuer.jwksUri]
        : ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'];
    for (const path of paths) issuer.respond(path, () => new Response(body));
    await expectRefused(api, withToken(await issuer.mint()), { status: 503, reason });
  });

  test('RFC 3986 3.2.1: a jwks_uri with credentials is refused, and not shown', async () => {
    const { api, issuer } = await createSetting();
    const jwks_uri = 'https://user:hush-hush@issuer.test/keys';
    issuer.respond('/.well-known/openid-configuration', () =>
      Response.json({ ...issuer.metadata, jwks_uri }),
    );
    const error = await expectRefused(api, withToken(await issuer.mint()), {
      status: 503,
      reason: 'metadata_invalid',
    });
    expect(JSON.stringify(error)).not.toContain('hush');
  });
});
