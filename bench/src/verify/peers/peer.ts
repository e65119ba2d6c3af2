import type { Input, Setting } from '../setting.ts';

/** A verifier under measurement, in its own process. Methods, so that a peer of any kind of request is a `Peer`. */
export interface Peer<TRequest = unknown> {
  /** Makes of an input what its user's framework would hand to it. Before the window; not timed. */
  receive(this: void, input: Input): TRequest;
  /** Verifies. Throws or rejects for a bad request, or says so in its answer. This is what is timed. */
  judge(this: void, request: TRequest): unknown;
  /** Tells whether an answer is that of a good request. */
  accepts(this: void, answer: unknown): boolean;
}

/** Makes a peer for the issuers, keys and clients of a comparison. */
export type MakePeer = (setting: Setting) => Peer | Promise<Peer>;

/** For peers that throw or reject when they refuse. */
export const acceptsAll = (): boolean => true;
