import type { webcrypto } from 'node:crypto';
import type { JWK } from 'jose';
import type { Algorithm } from './setting.ts';
import { importKey, VERIFIES } from './web-crypto.ts';

/** The members of a header or a payload. */
export type Members = Readonly<Record<string, unknown>>;

/**
 * Reads JWSs and verifies their signatures, with no other check and by the fastest that Node has: what nobody can leave
 * out who wants what is in them. A key is imported once and found by the text of the header.
 */
export class JwsReader {
  readonly #algorithm: Algorithm;
  readonly #keyOf: (header: Members) => JWK | undefined;
  readonly #keys = new Map<string | undefined, webcrypto.CryptoKey>();

  /** @param keyOf finds the key of a header */
  constructor(algorithm: Algorithm, keyOf: (header: Members) => JWK | undefined) {
    this.#algorithm = algorithm;
    this.#keyOf = keyOf;
  }

  /**
   * Gives the payload.
   *
   * @throws {Error} by rejection, for a bad signature or an unknown key
   */
  async read(jws: string): Promise<Members> {
    const [header, payload, signature = ''] = jws.split('.', 3);
    const key = this.#keys.get(header) ?? (await this.#import(header));
    const signed = Buffer.from(jws.slice(0, jws.lastIndexOf('.')), 'latin1');
    const octets = Buffer.from(signature, 'base64url');
    const members = parse(payload);
    if (await crypto.subtle.verify(VERIFIES[this.#algorithm], key, octets, signed)) return members;
    throw new Error('The signature is bad.');
  }

  async #import(header: string | undefined): Promise<webcrypto.CryptoKey> {
    const jwk = this.#keyOf(parse(header));
    if (jwk === undefined) throw new Error('There is no key for this signature.');
    const key = await importKey(jwk, this.#algorithm);
    this.#keys.set(header, key);
    return key;
  }
}

function parse(part = ''): Members {
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as Members;
}
