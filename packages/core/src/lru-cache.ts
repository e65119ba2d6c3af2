/** Where there is no slot. */
const NONE = -1;

/**
 * A map of bounded size from which the least recently used entry goes first. A list through numbered slots keeps the order:
 * an object for each entry would be one more to copy and free. The order of a `Map` would do, but a new iterator steps
 * over the holes of what was deleted, and one that is kept keeps every table alive that the map has had since it last moved.
 */
export class LruCache<TKey, TValue> {
  readonly #slots = new Map<TKey, number>();
  readonly #keys: TKey[] = [];
  readonly #values: TValue[] = [];
  readonly #older: number[] = [];
  readonly #newer: number[] = [];
  readonly #maxEntries: number;
  #oldest: number = NONE;
  #newest: number = NONE;

  constructor(maxEntries: number) {
    this.#maxEntries = maxEntries;
  }

  get(key: TKey): TValue | undefined {
    const slot = this.#slots.get(key);
    if (slot === undefined) return undefined;
    this.#use(slot);
    return this.#values[slot];
  }

  set(key: TKey, value: TValue): void {
    const slot = this.#slots.get(key) ?? this.#slotFor(key);
    this.#values[slot] = value;
    this.#use(slot);
  }

  #slotFor(key: TKey): number {
    let slot = this.#slots.size;
    if (slot < this.#maxEntries) {
      this.#append(slot);
    } else {
      slot = this.#oldest;
      this.#slots.delete(this.#keys[slot] as TKey);
    }
    this.#keys[slot] = key;
    this.#slots.set(key, slot);
    return slot;
  }

  #use(slot: number): void {
    if (slot === this.#newest) return;
    const older = this.#older[slot] as number;
    const newer = this.#newer[slot] as number;
    if (older === NONE) this.#oldest = newer;
    else this.#newer[older] = newer;
    this.#older[newer] = older;
    this.#append(slot);
  }

  #append(slot: number): void {
    this.#older[slot] = this.#newest;
    this.#newer[slot] = NONE;
    if (this.#newest === NONE) this.#oldest = slot;
    else this.#newer[this.#newest] = slot;
    this.#newest = slot;
  }
}
