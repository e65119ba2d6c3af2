import { UseDpopNonceError } from '../refusal/errors.ts';
import { encodeBase64url } from '../request/jws/encode-base64url.ts';

/** How the server's nonces are made. */
export interface NonceSettings {
  /** The first secret issues, all verify. */
  readonly secrets: readonly string[];
  /** Seconds. */
  readonly maxAge: number;
  /** Seconds since the epoch. */
  readonly now: () => number;
}

/** The nonces that are good during one window of time. */
export interface NonceWindow {
  readonly number: number;
  /** What is handed out. */
  readonly issued: string;
  /** What is accepted besides: the nonce before, that of a node whose clock is ahead, other secrets'. */
  readonly ageing: readonly string[];
}

const encoder = new TextEncoder();

/**
 * Makes and checks the server's nonces (RFC 9449 section 8) without remembering any: the nonce of a
 * window of time is an HMAC of the window's number, so that every node that shares the secret has
 * the same. The window's own and the one before are accepted, so a nonce is good for at least
 * `maxAge` and at most twice that; so is the next one, which only a node whose clock is ahead issues.
 */
export class NonceSource {
  readonly #settings: NonceSettings;
  #keys: readonly CryptoKey[] | undefined;
  #window: NonceWindow | undefined;

  constructor(settings: NonceSettings) {
    this.#settings = settings;
  }

  /** The window of this moment; computed once, after which a check compares strings and no more. */
  window(): NonceWindow | Promise<NonceWindow> {
    const { now, maxAge } = this.#settings;
    const number = Math.floor(now() / maxAge);
    return this.#window?.number === number ? this.#window : this.#open(number);
  }

  async #open(number: number): Promise<NonceWindow> {
    this.#keys ??= await Promise.all(this.#settings.secrets.map(importSecret));
    const nonces = await Promise.all(
      this.#keys.flatMap((key) =>
        [number, number - 1, number + 1].map((window) => nonceOf(key, window)),
      ),
    );
    const [issued = '', ...ageing] = nonces;
    this.#window = { number, issued, ageing };
    return this.#window;
  }
}

/**
 * Checks that a proof carries a good nonce (RFC 9449 section 9).
 *
 * @throws {UseDpopNonceError} `missing_nonce` or `unknown_nonce`, with the nonce to use
 */
export function requireNonce({ issued, ageing }: NonceWindow, nonce: string | undefined): void {
  if (nonce === issued || (nonce !== undefined && ageing.includes(nonce))) return;
  throw new UseDpopNonceError(nonce === undefined ? 'missing_nonce' : 'unknown_nonce', issued);
}

function importSecret(secret: string): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign']);
}

async function nonceOf(key: CryptoKey, window: number): Promise<string> {
  const input = encoder.encode(`holdfast DPoP nonce ${window}`);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, input));
  return encodeBase64url(mac.subarray(0, 18));
}
