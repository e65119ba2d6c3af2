interface Entry<TValue> {
  readonly key: string;
  readonly value: TValue;
}

/** A map of bounded size from which the least recently used entry goes first. */
export class LruCache<TValue> {
  // A Map iterates in the order of insertion: what is used goes to the end.
  readonly #entries = new Map<string, Entry<TValue>>();
  readonly #maxEntries: number;
  /** What was used last and need not be moved: the same token again and again, say. */
  #newest: Entry<TValue> | undefined;
  /**
   * Stands before the oldest entry: whatever it has passed is gone. A new iterator would step over the
   * holes that those have left, which takes as long as the rest.
   */
  readonly #oldest: MapIterator<string>;

  constructor(maxEntries: number) {
    this.#maxEntries = maxEntries;
    this.#oldest = this.#entries.keys();
  }

  get(key: string): TValue | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (entry !== this.#newest) {
      // Under the key that it came with: the one asked for may be a slice that keeps a whole request alive.
      this.#entries.delete(key);
      this.#insert(entry);
    }
    return entry.value;
  }

  set(key: string, value: TValue): void {
    this.#entries.delete(key);
    if (this.#entries.size >= this.#maxEntries) this.#evict();
    this.#insert({ key, value });
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  #insert(entry: Entry<TValue>): void {
    this.#entries.set(entry.key, entry);
    this.#newest = entry;
  }

  #evict(): void {
    const { value: oldest } = this.#oldest.next();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }
}
