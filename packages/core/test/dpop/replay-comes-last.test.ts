import { describe, expect, test } from 'vitest';
import { ApiClient } from '../../src/index.ts';
import {
  AUDIENCE,
  createApi,
  createClock,
  createHolder,
  issuer,
  makeProof,
  mintBound,
  NOW,
  proven,
} from './setting.ts';
import { createStore, use } from './uses.ts';

const holder = await createHolder();
const token = await mintBound(holder);

describe('only after every other check is a proof used', () => {
  test('refused for now, accepted later: the time', async () => {
    const clock = createClock();
    const api = createApi({ now: clock.now });
    const proof = await makeProof(holder, token, { claims: { iat: NOW + 31 } });
    expect(await use(api, token, proof)).toBe('proof_not_yet_valid');
    clock.set(NOW + 1);
    expect(await use(api, token, proof)).toBe('accepted');
    expect(await use(api, token, proof)).toBe('replayed');
  });

  test('refused with a wrong request, accepted with the right one', async () => {
    const api = createApi();
    const proof = await makeProof(holder, token);
    const other = await mintBound(holder);
    const foreign = await mintBound(await createHolder());
    const WRONG = [
      proven(token, proof, { method: 'POST' }),
      proven(token, proof, { url: 'https://api.test/other' }),
      proven(other, proof),
      proven(foreign, proof),
      proven(token, [proof, proof]),
      proven(token, proof, { headers: { authorization: `Bearer ${token}` } }),
      proven(token, proof, { headers: { authorization: 'Basic x' } }),
    ];
    for (const request of WRONG) expect((await api.authenticate(request)).ok).toBe(false);
    expect(await use(api, token, proof)).toBe('accepted');
    expect(await use(api, token, proof)).toBe('replayed');
  });

  test('a proof by another key, refused for its thumbprint, is good for the token it is bound to', async () => {
    const store = createStore();
    const api = createApi({ dpop: { replay: store } });
    const other = await createHolder();
    expect(await use(api, token, await makeProof(other, token))).toBe('thumbprint_mismatch');
    expect(store.add).not.toHaveBeenCalled();
  });

  test('claims that the schema rejects use nothing up', async () => {
    let rejects = true;
    const api = new ApiClient({
      issuer: { issuer: issuer.issuer, jwks: issuer.jwks },
      audience: AUDIENCE,
      now: () => NOW,
      claims: {
        '~standard': {
          version: 1,
          vendor: 'test',
          validate: async (value: unknown) =>
            rejects ? { issues: [{ message: 'no' }] } : { value: value as { sub: string } },
        },
      },
    });
    const request = proven(token, await makeProof(holder, token));
    const first = await api.authenticate(request);
    expect(first.ok || first.error.reason).toBe('claims_rejected');
    rejects = false;
    expect((await api.authenticate(request)).ok).toBe(true);
  });

  test('a store that failed once does not burn the proof in the client', async () => {
    const store = createStore();
    store.add.mockImplementationOnce(() => {
      throw new Error('down');
    });
    const api = createApi({ dpop: { replay: store } });
    const proof = await makeProof(holder, token);
    expect(await use(api, token, proof)).toBe('replay_store_failed');
    expect(await use(api, token, proof)).toBe('accepted');
    expect(await use(api, token, proof)).toBe('replayed');
  });
});
