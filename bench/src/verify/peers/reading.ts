import type { webcrypto } from 'node:crypto';
import type { Setting } from '../setting.ts';
import { tokenOf } from '../setting.ts';
import { importKey, VERIFIES } from '../web-crypto.ts';
import type { Peer } from './peer.ts';

type Claims = Readonly<Record<string, unknown>>;

/**
 * No library, and no check but that of the signature: what nobody can leave out who wants the claims of a new token, by the
 * fastest that Node has. The keys are imported before the window and found by the text of the header.
 */
export async function reading({ algorithm, issuers, tokens }: Setting): Promise<Peer<string>> {
  const published = issuers.flatMap(({ jwks }) => jwks.keys);
  const keys = new Map<string | undefined, webcrypto.CryptoKey>();
  for (const encoded of new Set(tokens.map((token) => token.split('.', 1)[0]))) {
    const { kid } = read(encoded);
    const jwk = published.find((key) => key.kid === kid);
    if (jwk) keys.set(encoded, await importKey(jwk, algorithm));
  }
  const judge = async (token: string): Promise<Claims> => {
    const [header, payload, signature = ''] = token.split('.', 3);
    const key = keys.get(header);
    const signed = Buffer.from(token.slice(0, token.lastIndexOf('.')), 'latin1');
    const octets = Buffer.from(signature, 'base64url');
    const claims = read(payload);
    const isGood = key && (await crypto.subtle.verify(VERIFIES[algorithm], key, octets, signed));
    if (!isGood) throw new Error('The signature is bad.');
    return claims;
  };
  return { receive: tokenOf, judge, accepts: ({ iss }: Claims) => iss !== undefined };
}

function read(part = ''): Claims {
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as Claims;
}
