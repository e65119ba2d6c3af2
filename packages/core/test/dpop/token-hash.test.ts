import { afterEach, describe, expect, test, vi } from 'vitest';
import { createApi, createHolder, makeProof, mintBound, proven } from './setting.ts';

const holder = await createHolder();
const token = await mintBound(holder);
const forged = `${token.slice(0, -8)}AAAAAAAA`;

afterEach(() => {
  vi.restoreAllMocks();
});

// The hash is begun while the signature is being checked.
describe('the hash of a token', () => {
  test('of a refused one is waited for by nobody, whether it fails or never comes', async () => {
    for (const digest of [
      () => Promise.reject(new RangeError('no memory')),
      () => new Promise<never>(() => {}),
    ]) {
      const api = createApi();
      const request = proven(forged, await makeProof(holder, forged));
      vi.spyOn(crypto.subtle, 'digest').mockImplementation(digest);
      const answer = await api.authenticate(request);
      expect(answer).toMatchObject({ ok: false, error: { reason: 'bad_signature' } });
      vi.restoreAllMocks();
    }
  });

  test('of a good one that fails is let through, and made anew the next time', async () => {
    const api = createApi();
    const mistake = new RangeError('no memory');
    const request = proven(token, await makeProof(holder, token));
    vi.spyOn(crypto.subtle, 'digest').mockRejectedValueOnce(mistake);
    await expect(api.authenticate(request)).rejects.toThrow(mistake);
    expect(await api.authenticate(request)).toMatchObject({ ok: true });
  });

  test('is that of the token that came with the proof, with many under way', async () => {
    const api = createApi();
    const tokens = await Promise.all(Array.from({ length: 40 }, () => mintBound(holder)));
    const answers = await Promise.all(
      tokens.flatMap((own, index) =>
        // Each with its own token, then with its neighbour's.
        [own, tokens.at(index - 1) as string].map(async (hashed) =>
          api.authenticate(proven(own, await makeProof(holder, hashed))),
        ),
      ),
    );
    const reasons = answers.map((answer) => (answer.ok ? 'accepted' : answer.error.reason));
    expect(reasons).toEqual(tokens.flatMap(() => ['accepted', 'ath_mismatch']));
  });
});
