import type { Reading } from './read-pasted.ts';

/** Gives the thumbprint of the key that a token says it is bound to (RFC 9449 section 6.1). */
export function boundKeyOf({ claims }: Pick<Reading, 'claims'>): string | undefined {
  const { jkt } = Object(claims?.['cnf']) as { readonly jkt?: unknown };
  return typeof jkt === 'string' ? jkt : undefined;
}
