import type { SeenAuth } from '../../server/control/protocol.ts';

type Claims = SeenAuth['claims'];

/** How a claim of the new token differs from that of the caller's. */
export type Change = 'same' | 'changed' | 'new' | 'gone';

/** A claim of both tokens. */
export interface ComparedClaim {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly change: Change;
  /** Why it differs, where it does and that tells something. */
  readonly why?: string | undefined;
}

const FIRST = ['sub', 'aud', 'client_id', 'scope', 'act', 'cnf', 'iss', 'exp', 'iat', 'jti'];

const WHY = new Map([
  ['aud', 'Each token is for one API.'],
  ['client_id', 'The API asked for the new token.'],
  ['scope', 'What the API needs at the archive, and no more.'],
  ['act', 'The API acts in the name of the subject.'],
  ['cnf', "The caller's key stays with the caller: the new token is the API's."],
]);

/** Compares the caller's claims with those of the token that his was exchanged for. */
export function compareClaims(before: Claims, after: Claims): readonly ComparedClaim[] {
  // Maps, because an object also has what no token says: a constructor.
  const [old, young] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...FIRST, ...old.keys(), ...young.keys()])]
    .filter((name) => old.has(name) || young.has(name))
    .map((name) => compared(name, old.get(name), young.get(name)));
}

function compared(name: string, before: unknown, after: unknown): ComparedClaim {
  const change = changeOf(before, after);
  return { name, before, after, change, why: change === 'same' ? undefined : WHY.get(name) };
}

function changeOf(before: unknown, after: unknown): Change {
  if (before === undefined) return 'new';
  if (after === undefined) return 'gone';
  return JSON.stringify(before) === JSON.stringify(after) ? 'same' : 'changed';
}
