import type { ConformanceCase, Expectation, Step } from '../../case.ts';
import { bearer, get } from '../../expect.ts';
import { NOW } from '../../setting/names.ts';
import type { ProfileName } from '../../setting/profiles.ts';
import type { TokenRecipe } from '../../setting/tokens.ts';

/** A token that outlives every lifetime of a key. */
export const LONG: TokenRecipe = { claims: { exp: NOW + 1_000_000 } };

/** What an accepted `LONG` shows. */
export const LONG_SHOWN: { readonly expiresAt: number } = { expiresAt: NOW + 1_000_000 };

/** The very same token each time, so that what was remembered of it counts. */
export const HELD: TokenRecipe = { name: 'held' };

/** The very same token each time, and it outlives the keys. */
export const HELD_LONG: TokenRecipe = { ...LONG, name: 'held' };

/** A token whose key the issuer does not publish. */
export const UNKNOWN: TokenRecipe = { signer: 'attacker' };

/** Sends a token before the request that is judged. */
export const send = (recipe: TokenRecipe, status = 200): Step => ({
  step: 'send',
  request: get(bearer(recipe)),
  status,
});

/** Sends a token with a `kid` that the issuer does not publish. */
export const sendUnknown = (status: number, kid = 'unknown'): Step =>
  send({ ...UNKNOWN, header: { kid } }, status);

/** Replaces the issuer's key; the one before is gone. */
export const ROTATE: Step = { step: 'rotateKeys' };

/** Takes the issuer's server down. */
export const DOWN: Step = { step: 'goDown', how: 'refuse' };

/** Lets time pass, in seconds. */
export const advance = (seconds: number): Step => ({ step: 'advance', seconds });

/** Replaces the issuer's key set. */
export const serveKeys = (body: string, status = 200): Step => ({
  step: 'serve',
  document: 'keys',
  status,
  body,
});

/** What happens first, the token that is sent to `/protected` then, and what comes of it. */
export type StepRow = readonly [
  id: string,
  source: string,
  rule: string,
  steps: readonly Step[],
  recipe: TokenRecipe,
  expected: Expectation,
  profile?: ProfileName,
];

/** Makes cases of step rows. */
export function stepCases(area: string, rows: readonly StepRow[]): readonly ConformanceCase[] {
  return rows.map(([id, source, rule, steps, recipe, expected, profile]) => ({
    id: `${area}/${id}`,
    source,
    rule,
    profile,
    steps,
    request: get(bearer(recipe)),
    expected,
  }));
}
