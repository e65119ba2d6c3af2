import type { JSONWebKeySet, JWK } from 'jose';
import { ConfigurationError } from '../refusal/errors.ts';
import { choices, object, reject, rejectText, text, texts } from './checks.ts';

/** The members that a public key must have, by its type (RFC 7518 section 6, RFC 8037 section 2). */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  RSA: ['n', 'e'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
};
const OPTIONAL = ['kid', 'use', 'alg'];

/** Reads a static key set: public keys alone, each complete. Gives a copy of what is used of it. */
export function publicKeySet(option: string, value: unknown): JSONWebKeySet {
  const { keys } = object(option, value, rejectText);
  if (!Array.isArray(keys) || keys.length === 0) {
    rejectText(`${option}.keys`, 'a list of at least one JWK', keys);
  }
  return { keys: keys.map((key, index) => publicKey(`${option}.keys[${index}]`, key)) };
}

function publicKey(option: string, value: unknown): JWK {
  const given = object(option, value, rejectText);
  const { kty, key_ops: operations } = given;
  const types = Object.keys(REQUIRED);
  const required = typeof kty === 'string' && types.includes(kty) ? REQUIRED[kty] : undefined;
  if (required === undefined) reject(`${option}.kty`, choices(types), kty);
  if (given['d'] !== undefined || given['k'] !== undefined) {
    throw new ConfigurationError(`Option "${option}" must be a public key.`);
  }
  if (Object.values(given).some((member) => typeof member === 'function')) {
    throw new ConfigurationError(`Option "${option}" must be JSON, without functions.`);
  }
  const copy: Record<string, unknown> = { kty };
  for (const name of required) copy[name] = text(`${option}.${name}`, given[name]);
  for (const name of OPTIONAL) {
    if (given[name] !== undefined) copy[name] = text(`${option}.${name}`, given[name]);
  }
  if (operations !== undefined) copy['key_ops'] = texts(`${option}.key_ops`, operations);
  return copy as JWK;
}
