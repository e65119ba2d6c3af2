import type { KeyObject } from 'node:crypto';
import { createHash, createPrivateKey, randomBytes, sign } from 'node:crypto';
import type { ClientKey } from './setting.ts';
import { METHOD, REQUEST_URL } from './setting.ts';

interface Prover {
  readonly key: KeyObject;
  /** The header of all its proofs, encoded. */
  readonly header: string;
}

/** Makes DPoP proofs (RFC 9449 section 4.2), each with a `jti` of its own. */
export class Proofs {
  readonly #clients: readonly ClientKey[];
  readonly #provers = new Map<number, Prover>();
  readonly #hashes = new Map<string, string>();

  constructor(clients: readonly ClientKey[]) {
    this.#clients = clients;
  }

  /** Makes a proof of the client that token number `index` is bound to. */
  make(index: number, token: string): string {
    const { key, header } = this.#proverOf(index % this.#clients.length);
    const payload = encode({
      jti: randomBytes(16).toString('base64url'),
      htm: METHOD,
      htu: REQUEST_URL,
      iat: Math.floor(Date.now() / 1000),
      ath: this.#hashOf(token),
    });
    const input = `${header}.${payload}`;
    const signature = sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' });
    return `${input}.${signature.toString('base64url')}`;
  }

  #proverOf(client: number): Prover {
    const known = this.#provers.get(client);
    if (known !== undefined) return known;
    const keys = this.#clients[client];
    if (keys === undefined) throw new RangeError('There is no such client.');
    const key = createPrivateKey({ key: { ...keys.privateJwk }, format: 'jwk' });
    const header = encode({ alg: 'ES256', typ: 'dpop+jwt', jwk: keys.publicJwk });
    const prover = { key, header };
    this.#provers.set(client, prover);
    return prover;
  }

  #hashOf(token: string): string {
    const known = this.#hashes.get(token);
    if (known !== undefined) return known;
    const hash = createHash('sha256').update(token).digest('base64url');
    this.#hashes.set(token, hash);
    return hash;
  }
}

function encode(part: Readonly<Record<string, unknown>>): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
