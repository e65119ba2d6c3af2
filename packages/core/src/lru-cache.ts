interface Entry<TKey, TValue> {
  readonly key: TKey;
  readonly value: TValue;
  older: Entry<TKey, TValue> | undefined;
  newer: Entry<TKey, TValue> | undefined;
}

/**
 * A map of bounded size from which the least recently used entry goes first. A linked list keeps the order. That of a
 * `Map` would do, but a new iterator steps over the holes of what was deleted, and one that is kept keeps every table
 * alive that the map has had since it last moved.
 */
export class LruCache<TKey, TValue> {
  readonly #entries = new Map<TKey, Entry<TKey, TValue>>();
  readonly #maxEntries: number;
  #oldest: Entry<TKey, TValue> | undefined;
  #newest: Entry<TKey, TValue> | undefined;

  constructor(maxEntries: number) {
    this.#maxEntries = maxEntries;
  }

  get(key: TKey): TValue | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (entry !== this.#newest) {
      this.#unlink(entry);
      this.#append(entry);
    }
    return entry.value;
  }

  set(key: TKey, value: TValue): void {
    const replaced = this.#entries.get(key);
    if (replaced) this.#drop(replaced);
    if (this.#entries.size >= this.#maxEntries && this.#oldest) this.#drop(this.#oldest);
    const entry = { key, value, older: undefined, newer: undefined };
    this.#entries.set(key, entry);
    this.#append(entry);
  }

  #drop(entry: Entry<TKey, TValue>): void {
    this.#entries.delete(entry.key);
    this.#unlink(entry);
  }

  #append(entry: Entry<TKey, TValue>): void {
    entry.older = this.#newest;
    entry.newer = undefined;
    if (this.#newest) this.#newest.newer = entry;
    else this.#oldest = entry;
    this.#newest = entry;
  }

  #unlink({ older, newer }: Entry<TKey, TValue>): void {
    if (older) older.newer = newer;
    else this.#oldest = newer;
    if (newer) newer.older = older;
    else this.#newest = older;
  }
}
