/** How work is spread. */
export interface Spread {
  /** How many items are worked on at the same time. */
  readonly limit: number;
  /** Once it is aborted, no further item is begun. */
  readonly signal: AbortSignal;
}

/** Works through a list, some items at a time, and resolves when no work is left or under way. */
export async function inParallel<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  { limit, signal }: Spread,
): Promise<void> {
  // All workers draw from the same iterator, so that each item is taken once.
  const rest = items.values();
  const worker = async (): Promise<void> => {
    for (const item of rest) {
      if (signal.aborted) return;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
}
