import { describe, expect, test } from 'vitest';
import type { ReplayStore } from '../../src/index.ts';
import { MissingAuthorizationError } from '../../src/index.ts';
import { expectRefused } from './expectations.ts';
import { createApi, createHolder, makeProof, mintBound, proven } from './setting.ts';
import { use } from './uses.ts';

const holder = await createHolder();
const token = await mintBound(holder);

describe('a store of the application', () => {
  test('keeps its this', async () => {
    class Store implements ReplayStore {
      readonly #used = new Set<string>();
      add(key: string): boolean {
        return this.#used.size < this.#used.add(key).size;
      }
    }
    const api = createApi({ dpop: { replay: new Store() } });
    const proof = await makeProof(holder, token);
    expect(await use(api, token, proof)).toBe('accepted');
    expect(await use(api, token, proof)).toBe('replayed');
  });

  const GARBAGE = [undefined, null, 0, 1, '', 'true', 'OK', {}, [], Number.NaN, new Error('x')];
  const failures: { id: string; add: () => unknown }[] = [
    ...GARBAGE.map((value) => ({ id: `answers ${String(value)}`, add: () => value })),
    ...GARBAGE.map((value) => ({ id: `resolves to ${String(value)}`, add: async () => value })),
    ...[new Error('down: redis://user:password@host'), 'down', undefined, null].flatMap(
      (thrown) => [
        {
          id: `throws ${String(thrown).slice(0, 11)}`,
          add: () => {
            throw thrown;
          },
        },
        { id: `rejects with ${String(thrown).slice(0, 11)}`, add: () => Promise.reject(thrown) },
      ],
    ),
    {
      id: 'throws a refusal of its own',
      add: () => {
        throw new MissingAuthorizationError('missing_authorization');
      },
    },
  ];
  test.each(failures)('that $id: 503, never acceptance', async ({ add }) => {
    const api = createApi({ dpop: { replay: { add } as unknown as ReplayStore } });
    const request = proven(token, await makeProof(holder, token));
    await expectRefused(api, request, {
      kind: 'server',
      reason: 'replay_store_failed',
      challenge: undefined,
      headers: { 'retry-after': expect.stringMatching(/^[1-9]\d*$/) },
    });
  });

  test('its error is the cause, and stays out of what is sent and logged', async () => {
    const down = new Error('down: redis://user:password@host');
    const api = createApi({ dpop: { replay: { add: () => Promise.reject(down) } } });
    const result = await api.authenticate(proven(token, await makeProof(holder, token)));
    if (result.ok) throw new Error('The request passed.');
    expect(result.error.cause).toBe(down);
    expect(JSON.stringify([result.error, result.response])).not.toContain('password');
  });
});
