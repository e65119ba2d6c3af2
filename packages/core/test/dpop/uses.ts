import type { Mock } from 'vitest';
import { vi } from 'vitest';
import type { ApiClient, ReplayStore } from '../../src/index.ts';
import { proven } from './setting.ts';

/** A store that never forgets, and whose calls can be counted. */
export function createStore(): { readonly add: Mock<ReplayStore['add']> } {
  const used = new Set<string>();
  return { add: vi.fn<ReplayStore['add']>((key) => used.size < used.add(key).size) };
}

/** Uses a proof, and says what came of it: the reason of the refusal, or `accepted`. */
export async function use(api: ApiClient, token: string, proof: string): Promise<string> {
  const result = await api.authenticate(proven(token, proof));
  return result.ok ? 'accepted' : result.error.reason;
}
