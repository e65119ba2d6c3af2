// Measures memory: forked with --expose-gc, so that nothing else lives in the process.
import { ApiClient, MemoryReplayStore } from '@holdfast/auth-core';
import { createTestIssuer } from '@holdfast/auth-testing';

/** Bytes. */
export interface Memory {
  /** Of an entry of the replay store, of a million that live at a time. */
  readonly replayEntry: number;
  /** Of a remembered token that was sent more than once, its own length left out. */
  readonly rememberedToken: number;
  /** The length of such a token. */
  readonly tokenLength: number;
}

const MILLION = 1_000_000;
const TOKENS = 5000;
/** What was parsed is kept of a token that has come again. */
const TIMES = 3;
/** For how long a proof is remembered with the default options, in seconds. */
const WINDOW = 331;

function heap(): number {
  // What one collection leaves to finalizers, the next one gets.
  for (let times = 0; times < 3; times++) globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

// As long as those that the core makes: from codes, since a joined string would keep its parts alive.
function replayKey(index: number): string {
  const codes: number[] = [];
  const digits = String(index).padStart(7, '0').padStart(40, 'NzbLsXh8uDCcd-6MNwXF4W');
  for (let at = 0; at < digits.length; at++) codes.push(digits.charCodeAt(at));
  return String.fromCharCode(...codes);
}

function measureReplays(): number {
  const start = 1_800_000_000;
  // A clock that stands still, so that nothing ends while the store is being filled.
  const store = new MemoryReplayStore({ now: () => start });
  const before = heap();
  for (let index = 0; index < MILLION; index++) {
    store.add(replayKey(index), start + 1 + Math.floor((index * WINDOW) / MILLION));
  }
  const bytes = (heap() - before) / MILLION;
  if (store.size !== MILLION) throw new Error('The store has forgotten live entries.');
  return bytes;
}

async function measureTokens(): Promise<Omit<Memory, 'replayEntry'>> {
  const issuer = await createTestIssuer();
  const { jwks } = issuer;
  const api = new ApiClient({
    issuer: { issuer: issuer.issuer, jwks },
    audience: 'https://api.test',
  });
  const verify = async (text: string): Promise<void> => {
    const result = await api.authenticate({
      method: 'GET',
      url: 'https://api.test/',
      headers: { authorization: `Bearer ${text}` },
    });
    if (!result.ok) throw result.error;
  };
  // What is made once, such as imported keys, is no token's.
  await verify(await issuer.mint());
  const held = Buffer.alloc(TOKENS * 4096);
  let end = 0;
  const ends = [0];
  for (let index = 0; index < TOKENS; index++) {
    end += held.write(await issuer.mint({ scope: 'read:things write:things' }), end, 'latin1');
    ends.push(end);
  }
  const before = heap();
  // From bytes outside of the heap, so that each token is there only if the cache holds it.
  for (let index = 0; index < TOKENS; index++) {
    for (let times = 0; times < TIMES; times++) {
      await verify(held.toString('latin1', ends[index], ends[index + 1]));
    }
  }
  const tokenLength = end / TOKENS;
  return { rememberedToken: (heap() - before) / TOKENS - tokenLength, tokenLength };
}

const memory: Memory = { replayEntry: measureReplays(), ...(await measureTokens()) };
process.send?.(memory);
process.disconnect();
