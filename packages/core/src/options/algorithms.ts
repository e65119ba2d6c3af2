import { ConfigurationError } from '../refusal/errors.ts';
import type { SignatureAlgorithm } from '../request/jws/signature-algorithms.ts';
import { SIGNATURE_ALGORITHMS } from '../request/jws/signature-algorithms.ts';
import type { Check } from './checks.ts';
import { listOf, reject } from './checks.ts';

/**
 * Takes one signature algorithm. `none` and the HMAC family are refused by name, because a shared
 * secret cannot tell an issuer from a caller (RFC 8725 sections 2.1 and 3.1).
 */
export function algorithm(option: string, value: unknown): SignatureAlgorithm {
  const name = typeof value === 'string' ? value.toUpperCase() : '';
  if (name === 'NONE' || /^HS\d*$/.test(name)) {
    throw new ConfigurationError(
      `Option "${option}" may not be "${String(value)}": unsigned tokens and shared secrets are never accepted. ` +
        `Use one of ${SIGNATURE_ALGORITHMS.join(', ')}.`,
    );
  }
  return (
    SIGNATURE_ALGORITHMS.find((known) => known === value) ??
    reject(option, `one of ${SIGNATURE_ALGORITHMS.join(', ')}`, value)
  );
}

/** Takes a list of signature algorithms. */
export const algorithmList: Check<readonly SignatureAlgorithm[]> = listOf(
  algorithm,
  'a list of at least one signature algorithm',
);
