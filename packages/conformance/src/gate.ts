import type { AuthErrorReason } from '@holdfast/auth-core';
import type { ConformanceCase } from './case.ts';
import { PROFILE_NAMES } from './setting/profiles.ts';
import { WIRE } from './wire.ts';

/**
 * Finds what is wrong with a set of cases as a whole: a reason that no case produces, a profile
 * that no case uses, an id twice, a case without a source or a rule, a refusal that does not say why,
 * an answer whose body is not looked at, a nonce that another case may have seen.
 *
 * @param cases the cases to look through
 * @returns one sentence for each flaw; empty when there is none
 */
export function findGaps(cases: readonly ConformanceCase[]): readonly string[] {
  const gaps: string[] = [];
  const ids = new Set<string>();
  const reasons = new Set<AuthErrorReason>();
  const profiles = new Set<string>();
  for (const { id, source, rule, profile = 'plain', steps, expected } of cases) {
    if (ids.has(id)) gaps.push(`The id ${id} is used twice.`);
    if (!/^[a-z]+\/[a-z0-9-]+$/.test(id)) gaps.push(`The id ${id} is not area/what-is-sent.`);
    if (source.trim() === '') gaps.push(`${id} has no source.`);
    if (rule.trim() === '') gaps.push(`${id} has no rule.`);
    ids.add(id);
    profiles.add(profile);
    for (const step of steps ?? []) if (step.step === 'restart') profiles.add(step.profile);
    const readsNonce = Object.values(expected.fields).some(
      (field) => typeof field === 'object' && field !== null && 'nonce' in field,
    );
    if (readsNonce && steps === undefined)
      gaps.push(`${id} expects a nonce, but shares its server.`);
    const { reason, status } = expected;
    if (reason !== undefined) reasons.add(reason);
    // Neither a fault of the application nor a method of the metadata's route is a refusal.
    if (reason === undefined && status >= 400 && status !== 405 && status !== 500) {
      gaps.push(`${id} names no reason.`);
    }
    if (status !== 500 && expected.body === undefined)
      gaps.push(`${id} does not look at the body.`);
    if (reason !== undefined && WIRE[reason].status !== status) {
      gaps.push(`${id} expects ${status} for ${reason}.`);
    }
  }
  for (const reason of Object.keys(WIRE) as AuthErrorReason[]) {
    if (!reasons.has(reason)) gaps.push(`No case produces ${reason}.`);
  }
  for (const name of PROFILE_NAMES) {
    if (!profiles.has(name)) gaps.push(`No case uses the profile ${name}.`);
  }
  return gaps;
}
