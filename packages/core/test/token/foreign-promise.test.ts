import { runInNewContext } from 'node:vm';
import { afterEach, expect, test, vi } from 'vitest';
import { createWarmSetting } from '../issuer/setting.ts';
import { expectRefused, withToken } from '../protected-api.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

// Where the core runs in a vm context, WebCrypto's promises are the host's: `instanceof Promise` does not know them.
test.each([
  [true, true],
  [false, false],
])('a signature that a promise of another realm calls %s', async (isGood, isAccepted) => {
  const { api, issuer } = await createWarmSetting();
  expect(await api.authenticate(withToken(await issuer.mint()))).toMatchObject({ ok: true });
  const foreign = runInNewContext('(value) => Promise.resolve(value)') as (
    value: boolean,
  ) => Promise<boolean>;
  vi.spyOn(crypto.subtle, 'verify').mockReturnValue(foreign(isGood));
  const request = withToken(await issuer.mint());
  if (isAccepted) expect(await api.authenticate(request)).toMatchObject({ ok: true });
  else await expectRefused(api, request, { status: 401, reason: 'bad_signature' });
});
