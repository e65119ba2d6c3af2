import { expect, test } from 'vitest';
import { createApi, createHolder, makeProof, mintBound, proven } from './setting.ts';

// Were the token's verification under way by then, its refusal would be nobody's: an unhandled rejection ends a process.
test('a URL that cannot be read rejects, and leaves no verification behind that nobody waits for', async () => {
  const holder = await createHolder();
  const token = await mintBound(holder);
  const spoiled = `${token.slice(0, -8)}AAAAAAAA`;
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => {
    unhandled.push(reason);
  };
  process.on('unhandledRejection', note);
  try {
    const request = {
      ...proven(spoiled, await makeProof(holder, spoiled)),
      get url(): string {
        throw new TypeError('The connection is gone.');
      },
    };
    await expect(createApi().authenticate(request)).rejects.toThrow('The connection is gone.');
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).toEqual([]);
  } finally {
    process.off('unhandledRejection', note);
  }
});
