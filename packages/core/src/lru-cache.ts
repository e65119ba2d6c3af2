interface Entry<TValue> {
  readonly key: string;
  readonly value: TValue;
  older: Entry<TValue> | undefined;
  newer: Entry<TValue> | undefined;
}

/**
 * A map of bounded size from which the least recently used entry goes first. A linked list keeps the order. That of a
 * `Map` would do, but a new iterator steps over the holes of what was deleted, and one that is kept keeps every table
 * alive that the map has had since it last moved.
 */
export class LruCache<TValue> {
  readonly #entries = new Map<string, Entry<TValue>>();
  readonly #maxEntries: number;
  #oldest: Entry<TValue> | undefined;
  #newest: Entry<TValue> | undefined;

  constructor(maxEntries: number) {
    this.#maxEntries = maxEntries;
  }

  get(key: string): TValue | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (entry !== this.#newest) {
      this.#unlink(entry);
      this.#append(entry);
    }
    return entry.value;
  }

  set(key: string, value: TValue): void {
    const replaced = this.#entries.get(key);
    if (replaced) this.#drop(replaced);
    if (this.#entries.size >= this.#maxEntries && this.#oldest) this.#drop(this.#oldest);
    const entry = { key, value, older: undefined, newer: undefined };
    this.#entries.set(key, entry);
    this.#append(entry);
  }

  #drop(entry: Entry<TValue>): void {
    this.#entries.delete(entry.key);
    this.#unlink(entry);
  }

  #append(entry: Entry<TValue>): void {
    entry.older = this.#newest;
    entry.newer = undefined;
    if (this.#newest) this.#newest.newer = entry;
    else this.#oldest = entry;
    this.#newest = entry;
  }

  #unlink({ older, newer }: Entry<TValue>): void {
    if (older) older.newer = newer;
    else this.#oldest = newer;
    if (newer) newer.older = older;
    else this.#newest = older;
  }
}
