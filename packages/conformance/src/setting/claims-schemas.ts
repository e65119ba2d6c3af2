// Written by hand so that the suite depends on no validator.
import type { AccessTokenClaims, ClaimsSchema, ClaimsSchemaResult } from '@holdfast/auth-core';

type Claims = Readonly<Record<string, unknown>>;

/** Wants a tenant. */
export const TENANT_SCHEMA: ClaimsSchema<AccessTokenClaims> = schema((claims) =>
  typeof claims['tenant'] === 'string'
    ? { value: claims as AccessTokenClaims }
    : { issues: [{ message: 'tenant must be a string', path: ['tenant'] }] },
);

/** Makes other claims of those of the token: the ones that guards ask for have other names there. */
export const TRANSLATING_SCHEMA: ClaimsSchema<AccessTokenClaims> = schema((claims) => {
  const { sub, team = '', groups = '', signed_in: signedIn } = claims;
  if (typeof team !== 'string') {
    return { issues: [{ message: 'team must be a string', path: ['team'] }] };
  }
  const translated = {
    sub,
    tenant: team.toLowerCase(),
    groups: String(groups).split(','),
    auth_time: typeof signedIn === 'number' ? signedIn / 1000 : undefined,
  };
  return { value: translated as unknown as AccessTokenClaims };
});

/** Makes nothing of the claims. */
export const NULL_SCHEMA: ClaimsSchema<AccessTokenClaims> = schema(() => ({
  value: null as unknown as AccessTokenClaims,
}));

function schema(
  validate: (claims: Claims) => ClaimsSchemaResult<AccessTokenClaims>,
): ClaimsSchema<AccessTokenClaims> {
  return {
    '~standard': {
      version: 1,
      vendor: 'holdfast-conformance',
      validate: (value) => validate(value as Claims),
    },
  };
}
