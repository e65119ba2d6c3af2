import type { webcrypto } from 'node:crypto';
import type { JWK } from 'jose';
import type { Algorithm, Input, Setting } from '../setting.ts';
import { tokenOf } from '../setting.ts';
import { importKey, VERIFIES } from '../web-crypto.ts';
import type { Peer } from './peer.ts';

/** One signature, with everything made ready that can be. */
interface Verification {
  readonly key: webcrypto.CryptoKey;
  readonly signature: Uint8Array<ArrayBuffer>;
  readonly data: Uint8Array<ArrayBuffer>;
}

interface Ready {
  readonly token: Verification;
  readonly proof: Verification | undefined;
}

/**
 * The limit: WebCrypto's verification of the same bytes and nothing else, with keys imported once and
 * signatures and signed octets decoded before the window. With DPoP it is that of the token and that of the proof.
 */
export async function limit({ algorithm, issuers, clients }: Setting): Promise<Peer<Ready>> {
  const keys = new Map<string, webcrypto.CryptoKey>();
  for (const { issuer, jwks } of issuers) {
    for (const jwk of jwks.keys) keys.set(`${issuer} ${jwk.kid}`, await importKey(jwk, algorithm));
  }
  const clientKeys = new Map<string, webcrypto.CryptoKey>();
  for (const { publicJwk } of clients) {
    clientKeys.set(String(publicJwk.x), await importKey(publicJwk, 'ES256'));
  }
  const receive = (input: Input): Ready => {
    const token = readJws(tokenOf(input));
    const proof = input.dpop === undefined ? undefined : readJws(input.dpop);
    return {
      token: token.verification(keys.get(`${token.payload['iss']} ${token.header['kid']}`)),
      proof: proof?.verification(clientKeys.get(String((proof.header['jwk'] as JWK).x))),
    };
  };
  const check = (name: Algorithm, { key, signature, data }: Verification): Promise<boolean> =>
    crypto.subtle.verify(VERIFIES[name], key, signature, data);
  const judge = ({ token, proof }: Ready): Promise<boolean> =>
    proof === undefined ? check(algorithm, token) : checkBoth(token, proof);
  // One after the other, as for anybody who wants the token's key before the proof; with many lanes it makes no difference.
  const checkBoth = async (token: Verification, proof: Verification): Promise<boolean> =>
    (await check(algorithm, token)) && (await check('ES256', proof));
  return { receive, judge, accepts: (answer) => answer === true };
}

interface ReadJws {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly verification: (key: webcrypto.CryptoKey | undefined) => Verification;
}

function readJws(jws: string): ReadJws {
  const [header = '', payload = '', signature = ''] = jws.split('.');
  const read = (part: string): Readonly<Record<string, unknown>> =>
    JSON.parse(Buffer.from(part, 'base64url').toString()) as Readonly<Record<string, unknown>>;
  return {
    header: read(header),
    payload: read(payload),
    verification: (key) => {
      if (key === undefined) throw new Error('There is no key for this signature.');
      return {
        key,
        signature: Uint8Array.from(Buffer.from(signature, 'base64url')),
        data: Uint8Array.from(Buffer.from(`${header}.${payload}`, 'latin1')),
      };
    },
  };
}
