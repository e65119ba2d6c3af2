import type { ClaimsSchema, ClaimsSchemaResult } from '../options/options.ts';
import { VerifyAccessTokenError } from '../refusal/errors.ts';

/** What a schema has made of claims. */
interface Valid<TClaims> {
  readonly value: TClaims;
}

/**
 * Has a Standard Schema look at the claims, after every other check. What the schema itself throws
 * is a mistake of the application and is let through.
 *
 * @returns the schema's output, as `value`; a promise of that where the schema is asynchronous
 * @throws {VerifyAccessTokenError} `claims_rejected`, with the paths of the issues in `details`, also by rejection
 */
export function validateClaims<TClaims>(
  schema: ClaimsSchema<TClaims>,
  claims: unknown,
): Valid<TClaims> | Promise<Valid<TClaims>> {
  const result = schema['~standard'].validate(claims);
  // Any thenable: a promise of another realm or library is none of this one's.
  return 'then' in result ? Promise.resolve(result).then(requireValue) : requireValue(result);
}

function requireValue<TClaims>(result: ClaimsSchemaResult<TClaims>): Valid<TClaims> {
  if (result.issues === undefined) {
    if ('value' in result) return result;
    throw new TypeError('The claims schema gave neither a value nor issues.');
  }
  // The messages stay out: a schema's author may have put the value, or a token, into one.
  const paths = result.issues.map(({ path = [] }) =>
    path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.'),
  );
  throw new VerifyAccessTokenError('claims_rejected', { details: { paths } });
}
