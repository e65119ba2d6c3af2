import { del, get, set } from 'idb-keyval';
import type { PendingSignIn } from './authorization-code.ts';
import type { Choices } from './choices.ts';

/** A sign-in that waits for the browser to come back, and what was chosen in the form for it. */
export interface StoredSignIn {
  readonly pending: PendingSignIn;
  readonly choices: Choices;
}

interface Entry extends StoredSignIn {
  /** Milliseconds since the epoch. */
  readonly begunAt: number;
}

// Milliseconds: the authorization server waits no longer for the user.
const LONGEST = 10 * 60_000;

// There is one entry: who begins in a second window gives up what was begun in the first.
const ENTRY = 'holdfast-playground-sign-in';

/** Remembers a sign-in while the browser is elsewhere: in IndexedDB, which alone can keep a key that cannot be exported. */
export function rememberSignIn(signIn: StoredSignIn): Promise<void> {
  return set(ENTRY, { ...signIn, begunAt: Date.now() } satisfies Entry);
}

/**
 * Gives what was remembered, once, to the answer that belongs to it. An answer to something else leaves it
 * alone: any web site can send the browser here with one.
 *
 * @param state of the answer
 */
export async function takeSignIn(state: string | null): Promise<StoredSignIn | undefined> {
  const entry = await get<Entry>(ENTRY);
  if (entry === undefined) return undefined;
  const isOver = Date.now() - entry.begunAt > LONGEST;
  if (!isOver && entry.pending.state !== state) return undefined;
  await del(ENTRY);
  return isOver ? undefined : entry;
}
