import { describe, expect, test, vi } from 'vitest';
import type { ReplayStore } from '../../src/index.ts';
import { expectAccepted, expectRefused } from './expectations.ts';
import {
  createApi,
  createHolder,
  issuer,
  makeProof,
  mintBound,
  ORDERS,
  proven,
} from './setting.ts';

const holder = await createHolder();
const token = await mintBound(holder);
const good = await makeProof(holder, token);

describe('RFC 9449 section 7.2: mode disabled, the server that does not know DPoP', () => {
  const FIELDS: { id: string; dpop: string | string[] | undefined }[] = [
    { id: 'none', dpop: undefined },
    { id: 'a good proof', dpop: good },
    { id: 'the same again', dpop: good },
    { id: 'two', dpop: [good, good] },
    { id: 'an empty one', dpop: '' },
    { id: 'garbage', dpop: '\u0000, \ud800' },
    { id: 'a megabyte', dpop: 'x'.repeat(1 << 20) },
  ];
  test.each(FIELDS)('DPoP field $id, bound token as Bearer: passes, no proof', async ({ dpop }) => {
    const add = vi.fn<ReplayStore['add']>(() => false);
    const api = createApi({ dpop: { mode: 'disabled', replay: { add }, nonce: { secret: 's' } } });
    const headers = { authorization: `Bearer ${token}`, dpop };
    const result = await expectAccepted(api, { method: 'GET', url: ORDERS, headers });
    expect(result.auth.scheme).toBe('bearer');
    expect(result.auth).not.toHaveProperty('proof');
    expect(result.headers).toEqual({ 'cache-control': 'private', vary: 'Authorization, DPoP' });
    expect(add).not.toHaveBeenCalled();
  });

  test('the scheme DPoP is not offered, with whatever proof', async () => {
    const api = createApi({ dpop: { mode: 'disabled' } });
    await expectRefused(api, proven(token, good), {
      kind: 'scheme',
      reason: 'unsupported_scheme',
      challenge: 'Bearer realm="api"',
    });
  });

  test.each([{ 'x5t#S256': 'x' }, { jkt: holder.jkt, jwk: holder.publicJwk }, {}])(
    'section 4: cnf %j, which holds more or less than jkt, is refused all the same',
    async (cnf) => {
      const bound = await issuer.mint({ claims: { cnf } });
      const headers = { authorization: `Bearer ${bound}` };
      await expectRefused(
        createApi({ dpop: { mode: 'disabled' } }),
        { method: 'GET', url: ORDERS, headers },
        { kind: 'token', reason: 'unsupported_confirmation', challenge: 'Bearer realm="api", %' },
      );
    },
  );
});
