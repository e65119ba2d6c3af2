import type { interactionPolicy, KoaContextWithOIDC } from 'oidc-provider';
import { SECOND_FACTOR } from '../parties.ts';

/** Why the sign-in page comes up, where it is for the second factor. */
export const SECOND_FACTOR_WANTED = 'second_factor_wanted';

/**
 * What oidc-provider asks the user for, and in one more case: a request with the second factor in `acr_values`
 * wants a new sign-in where the last one was without (RFC 9470 section 5).
 */
export function promptPolicy({
  base,
  Check,
}: typeof interactionPolicy): interactionPolicy.DefaultPolicy {
  const policy = base();
  policy
    .get('login')
    ?.checks.add(
      new Check(
        SECOND_FACTOR_WANTED,
        'the user has not signed in with a second factor',
        'unmet_authentication_requirements',
        isSecondFactorMissing,
      ),
    );
  return policy;
}

function isSecondFactorMissing({ oidc }: KoaContextWithOIDC): boolean {
  const wanted = String(oidc.params?.['acr_values'] ?? '').split(' ');
  return wanted.includes(SECOND_FACTOR) && oidc.acr !== SECOND_FACTOR;
}
