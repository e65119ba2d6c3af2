import type { Adapter, AdapterPayload } from 'oidc-provider';

// Entries of all models, keyed by model and id.
type Entries = Map<string, AdapterPayload>;

/** How many entries are kept. */
export const MOST_ENTRIES = 10_000;

/**
 * Makes the storage of one authorization server: sessions, grants and codes in memory, gone with
 * the process. oidc-provider checks each entry's expiry itself; here what has run out makes room, and the
 * oldest entry does where there are too many: clients that registered never run out.
 */
export function memoryStore(): (model: string) => Adapter {
  const entries: Entries = new Map();
  return (model) => adapter(entries, model);
}

function adapter(entries: Entries, model: string): Adapter {
  const keyOf = (id: string): string => `${model}:${id}`;
  const own = (): Array<[string, AdapterPayload]> =>
    [...entries].filter(([key]) => key.startsWith(keyOf('')));
  const findWhere = async (
    member: 'uid' | 'userCode',
    value: string,
  ): Promise<AdapterPayload | undefined> =>
    own().find(([, payload]) => payload[member] === value)?.[1];
  return {
    upsert: async (id, payload) => {
      makeRoom(entries);
      entries.set(keyOf(id), payload);
    },
    find: async (id) => entries.get(keyOf(id)),
    findByUid: (uid) => findWhere('uid', uid),
    findByUserCode: (userCode) => findWhere('userCode', userCode),
    consume: async (id) => {
      const payload = entries.get(keyOf(id));
      if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
    },
    destroy: async (id) => void entries.delete(keyOf(id)),
    // Of this model alone: when another user signs in, the old grants go, but the interaction goes on.
    revokeByGrantId: async (grantId) => {
      for (const [key, payload] of own()) {
        if (payload.grantId === grantId) entries.delete(key);
      }
    },
  };
}

function makeRoom(entries: Entries): void {
  const now = Date.now() / 1000;
  for (const [key, { exp }] of entries) if (exp !== undefined && exp <= now) entries.delete(key);
  const [oldest] = entries.keys();
  if (oldest !== undefined && entries.size >= MOST_ENTRIES) entries.delete(oldest);
}
