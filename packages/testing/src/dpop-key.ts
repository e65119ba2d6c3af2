import type { JWK } from 'jose';
import { calculateJwkThumbprint } from 'jose';

/**
 * What names a DPoP key: a client of `createDpopClient` or anything else with a `jkt`, the
 * thumbprint itself (taken as it stands), or a JWK.
 */
export type DpopKey = string | { readonly jkt: string } | JWK;

/** Reads or computes a key's thumbprint (RFC 7638), base64url of SHA-256. */
export async function thumbprintOf(key: DpopKey): Promise<string> {
  if (typeof key === 'string') return key;
  return 'jkt' in key ? key.jkt : calculateJwkThumbprint(key);
}
