import { afterEach, expect, test, vi } from 'vitest';
import { createWarmSetting } from '../issuer/setting.ts';
import { expectRefused, withToken } from '../protected-api.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

// Deno imports an EC key whose point is not on the curve, and throws only where it is used.
test('a key that WebCrypto imports and then cannot use is no key of the issuer', async () => {
  const { api, issuer } = await createWarmSetting();
  vi.spyOn(crypto.subtle, 'verify').mockRejectedValue(new TypeError('not on the curve'));
  const error = await expectRefused(api, withToken(await issuer.mint()), {
    status: 503,
    reason: 'keys_invalid',
  });
  expect(error.details).toEqual({ kid: issuer.kid });
});
