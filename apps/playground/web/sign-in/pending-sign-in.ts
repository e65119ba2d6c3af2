import { del, get, set } from 'idb-keyval';
import type { PendingSignIn } from './authorization-code.ts';
import type { Choices } from './choices.ts';

/** A sign-in that waits for the browser to come back, and what was chosen in the form for it. */
export interface StoredSignIn {
  readonly pending: PendingSignIn;
  readonly choices: Choices;
}

// There is one entry: who begins in a second window gives up what was begun in the first.
const ENTRY = 'holdfast-playground-sign-in';

/** Remembers a sign-in while the browser is elsewhere: in IndexedDB, which alone can keep a key that cannot be exported. */
export function rememberSignIn(signIn: StoredSignIn): Promise<void> {
  return set(ENTRY, signIn);
}

/** Gives what was remembered, once. */
export async function takeSignIn(): Promise<StoredSignIn | undefined> {
  const signIn = await get<StoredSignIn>(ENTRY);
  await del(ENTRY);
  return signIn;
}
