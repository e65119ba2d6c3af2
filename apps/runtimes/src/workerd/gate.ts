/** Holds what a target fetches until all requests are there, so that they want it together. */
export interface Gate {
  /** Closes it until so many requests have come; resolves when the first fetch waits before it. */
  readonly close: (requests: number) => Promise<void>;
  /** Counts a request: each asks for the time once. */
  readonly count: () => void;
  /** Waits until it is open. */
  readonly pass: () => Promise<void>;
}

/** Creates a gate that is open. */
export function createGate(): Gate {
  let missing = 0;
  let open = Promise.resolve();
  let release = (): void => {};
  let report = (): void => {};
  return {
    close: (requests) => {
      missing = requests;
      open = new Promise((resolve) => {
        release = resolve;
      });
      return new Promise((resolve) => {
        report = resolve;
      });
    },
    count: () => {
      missing -= 1;
      if (missing === 0) release();
    },
    pass: () => {
      report();
      return open;
    },
  };
}
