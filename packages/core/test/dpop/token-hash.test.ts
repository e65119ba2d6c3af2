import { afterEach, describe, expect, test, vi } from 'vitest';
import { createApi, createHolder, makeProof, mintBound, proven } from './setting.ts';

const holder = await createHolder();
const token = await mintBound(holder);
const forged = `${token.slice(0, -8)}AAAAAAAA`;

afterEach(() => {
  vi.restoreAllMocks();
});

const DIGESTS: readonly [id: string, digest: () => Promise<ArrayBuffer>][] = [
  ['fails', () => Promise.reject(new RangeError('no memory'))],
  ['never comes', () => new Promise(() => {})],
];

describe('the hash of a token', () => {
  test('is begun while the signature is being checked', async () => {
    const api = createApi();
    expect(await api.authenticate(proven(token, await makeProof(holder, token)))).toHaveProperty(
      'ok',
      true,
    );
    const another = await mintBound(holder);
    const request = proven(another, await makeProof(holder, another));
    const digest = vi.spyOn(crypto.subtle, 'digest');
    vi.spyOn(crypto.subtle, 'verify').mockReturnValue(new Promise(() => {}));
    void api.authenticate(request);
    expect(digest).toHaveBeenCalledOnce();
  });

  test.each(DIGESTS)('of a refused one that %s is waited for by nobody', async (_id, digest) => {
    const api = createApi();
    const request = proven(forged, await makeProof(holder, forged));
    vi.spyOn(crypto.subtle, 'digest').mockImplementation(digest);
    const answer = await api.authenticate(request);
    expect(answer).toMatchObject({ ok: false, error: { reason: 'bad_signature' } });
  });

  test('of a refused one is not remembered, so that strangers push out nobody', async () => {
    const api = createApi();
    const digest = vi.spyOn(crypto.subtle, 'digest');
    const hashesOf = async (sent: string, reason: string): Promise<number> => {
      const request = proven(sent, await makeProof(holder, sent));
      digest.mockClear();
      const answer = await api.authenticate(request);
      expect(answer.ok ? 'accepted' : answer.error.reason).toBe(reason);
      return digest.mock.calls.length;
    };
    // Each time anew, where what is remembered is hashed once. The first digest of all is the key's thumbprint.
    expect(await hashesOf(token, 'accepted')).toBe(2);
    expect(await hashesOf(token, 'accepted')).toBe(0);
    for (let round = 0; round < 2; round += 1)
      expect(await hashesOf(forged, 'bad_signature')).toBe(1);
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
