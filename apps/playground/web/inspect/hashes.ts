import type { JWK } from 'jose';
import { calculateJwkThumbprint } from 'jose';
import type { Credential } from '../session/credential.ts';
import { tokenHash } from '../session/dpop-key.ts';
import type { Members, Reading } from './read-pasted.ts';

/** A thumbprint or a hash that stands in a token or a proof, or follows from it. */
export interface Hash {
  readonly name: string;
  readonly value: string;
  /** How it goes with the current token; absent where there is none to compare with. */
  readonly note?: string | undefined;
}

/**
 * Gives the thumbprint of the key in the header (RFC 7638), that of the key to which a token is bound
 * (RFC 9449 section 6.1), and the hash of the token that goes with a proof.
 */
export async function hashesOf(
  { header = {}, claims = {} }: Reading,
  current: Pick<Credential, 'token' | 'key'> | undefined,
): Promise<readonly Hash[]> {
  const jkt = current?.key?.jkt;
  const ownHash = current && (await tokenHash(current.token));
  const candidates = [
    { name: 'Key in the header', value: await thumbprintOf(header['jwk']), own: jkt, what: 'key' },
    { name: 'Bound to the key', value: memberOf(claims['cnf'], 'jkt'), own: jkt, what: 'key' },
    { name: 'Goes with the token', value: claims['ath'], own: ownHash, what: 'token' },
  ];
  return candidates.flatMap(({ name, value, own, what }) => {
    if (typeof value !== 'string') return [];
    return [{ name, value, note: own === undefined ? undefined : noteOn(value === own, what) }];
  });
}

function noteOn(isOwn: boolean, what: string): string {
  return isOwn ? `This is the current ${what}.` : `This is not the current ${what}.`;
}

async function thumbprintOf(jwk: unknown): Promise<string | undefined> {
  try {
    return await calculateJwkThumbprint(jwk as JWK);
  } catch {
    return undefined;
  }
}

function memberOf(value: unknown, name: string): unknown {
  return (Object(value) as Members)[name];
}
