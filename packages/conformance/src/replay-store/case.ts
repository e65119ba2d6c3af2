/** How a store must answer, for each key of a step. */
export type ReplayStoreVerdict =
  /** One `add` says true, every other says false. */
  | 'new'
  /** Every `add` says false. */
  | 'known'
  /** Every `add` throws or rejects. */
  | 'error'
  /** As `new`, or, where the store is full, every `add` throws or rejects. */
  | 'new-or-error'
  /** Every `add` says false, throws or rejects. */
  | 'known-or-error';

/** One thing that happens to a store. */
export type ReplayStoreStep =
  | {
      readonly step: 'add';
      /** All are added at the same time. */
      readonly keys: readonly string[];
      /** How many times each is added, all at the same time. Default 1. */
      readonly times?: number | undefined;
      /** From the time of the store to `expiresAt`, in seconds; may be negative. */
      readonly expiresIn: number;
      readonly expected: ReplayStoreVerdict;
    }
  /** Lets time pass; with `slack`, as much more as a store may remember a key for too long. */
  | { readonly step: 'elapse'; readonly seconds: number; readonly slack?: boolean | undefined }
  /** Makes the store fail, in the way that its author chose. */
  | { readonly step: 'fail' };

/** One requirement of a replay store as data. It begins with an empty store. */
export interface ReplayStoreCase {
  /** Unique: `area/what-happens`. */
  readonly id: string;
  /** The section or the behaviour of Holdfast that it comes from. */
  readonly source: string;
  /** What must happen, as a sentence. */
  readonly rule: string;
  readonly steps: readonly ReplayStoreStep[];
}
