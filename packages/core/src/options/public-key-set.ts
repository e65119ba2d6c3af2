import type { JSONWebKeySet, JWK } from 'jose';
import { ConfigurationError } from '../refusal/errors.ts';
import { listOf, object, oneOf, rejectText, text, texts } from './checks.ts';

/** The members that a public key must have, by its type (RFC 7518 section 6, RFC 8037 section 2). */
const REQUIRED = {
  RSA: ['n', 'e'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
} as const;
const OPTIONAL = { kid: text, use: text, alg: text, key_ops: texts };

const keyType = oneOf(['RSA', 'EC', 'OKP']);

/** Reads a static key set: public keys alone, each complete. Gives a copy of what is used of it. */
export function publicKeySet(option: string, value: unknown): JSONWebKeySet {
  const { keys } = object(option, value, rejectText);
  const publicKeys = listOf(publicKey, 'a list of at least one JWK', rejectText);
  return { keys: publicKeys(`${option}.keys`, keys) as JWK[] };
}

function publicKey(option: string, value: unknown): JWK {
  const given = object(option, value, rejectText);
  const kty = keyType(`${option}.kty`, given['kty']);
  if (given['d'] !== undefined || given['k'] !== undefined) {
    throw new ConfigurationError(`Option "${option}" must be a public key.`);
  }
  if (Object.values(given).some((member) => typeof member === 'function')) {
    throw new ConfigurationError(`Option "${option}" must be JSON, without functions.`);
  }
  const copy: Record<string, unknown> = { kty };
  for (const name of REQUIRED[kty]) copy[name] = text(`${option}.${name}`, given[name]);
  for (const [name, check] of Object.entries(OPTIONAL)) {
    if (given[name] !== undefined) copy[name] = check(`${option}.${name}`, given[name]);
  }
  return copy as JWK;
}
