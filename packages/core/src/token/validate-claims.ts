import type { ClaimsSchema, ClaimsSchemaResult } from '../options/options.ts';
import { VerifyAccessTokenError } from '../refusal/errors.ts';

/**
 * Has a Standard Schema look at the claims, after every other check. What the schema itself throws
 * is a mistake of the application and is let through.
 *
 * @returns the schema's output; a promise where the schema is asynchronous
 * @throws {VerifyAccessTokenError} `claims_rejected`, with the paths of the issues in `details`, also by rejection
 */
export function validateClaims<TClaims>(
  schema: ClaimsSchema<TClaims>,
  claims: unknown,
): TClaims | Promise<TClaims> {
  const result = schema['~standard'].validate(claims);
  return result instanceof Promise ? result.then(outputOf) : outputOf(result);
}

function outputOf<TClaims>(result: ClaimsSchemaResult<TClaims>): TClaims {
  if (result.issues === undefined) return result.value;
  // The messages stay out: a schema's author may have put the value, or a token, into one.
  const paths = result.issues.map(({ path = [] }) =>
    path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.'),
  );
  throw new VerifyAccessTokenError('claims_rejected', { details: { paths } });
}
