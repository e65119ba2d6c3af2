import type { CryptoKey, JWK } from 'jose';
import type { ClientAuthentication } from '../options/options.ts';
import { ConfigurationError } from '../refusal/errors.ts';
import { encodeBase64url } from '../request/jws/encode-base64url.ts';
import { isCryptoKeyFor } from '../request/jws/key-fit.ts';
import type { SignatureAlgorithm } from '../request/jws/signature-algorithms.ts';
import { ALGORITHM_TRAITS } from '../request/jws/signature-algorithms.ts';

/** The options of the client that authenticate it at the token endpoint. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly authentication: ClientAuthentication;
  /** Seconds since the epoch. */
  readonly now: () => number;
}

/** What authenticates one request: a header field, or fields of the form. */
export interface ClientProof {
  readonly headers?: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, string>>;
  /** What no error may hold: the server may quote it. */
  readonly secrets?: readonly string[];
}

/**
 * Makes what authenticates the client in a request to the token endpoint of this issuer.
 *
 * @throws {ConfigurationError} by rejection, when the private key cannot sign
 */
export type AuthenticateClient = (issuer: string) => ClientProof | Promise<ClientProof>;

/** Seconds for which a client assertion is good. */
const ASSERTION_LIFE = 60;

/** RFC 8725 section 3.2 and RFC 7518 section 3.3: a shorter RSA key is no secret for long. */
const MIN_RSA_BITS = 2048;

/**
 * Prepares how the client authenticates (RFC 6749 section 2.3, RFC 7523 section 2.2).
 *
 * @throws {ConfigurationError} when the private key cannot be imported, or fits another algorithm
 */
export async function clientAuthentication(
  credentials: ClientCredentials,
): Promise<AuthenticateClient> {
  const { authentication, clientId, clientSecret = '' } = credentials;
  switch (authentication.method) {
    case 'client_secret_basic': {
      const basic = btoa(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`);
      return () => ({
        headers: { authorization: `Basic ${basic}` },
        secrets: [clientSecret, basic],
      });
    }
    case 'client_secret_post':
      return () => ({
        fields: { client_id: clientId, client_secret: clientSecret },
        secrets: [clientSecret],
      });
    case 'none':
      return () => ({ fields: { client_id: clientId } });
    case 'private_key_jwt':
      return signed(authentication, credentials);
  }
}

// RFC 6749 section 2.3.1: encoded as a form first, or a colon in the id would end it.
function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

async function signed(
  { privateKey, algorithm, keyId }: ClientAuthentication & { method: 'private_key_jwt' },
  { clientId, now }: ClientCredentials,
): Promise<AuthenticateClient> {
  const kid = keyId ?? (isJwk(privateKey) ? privateKey.kid : undefined);
  const key = await orUnfit(() => signingKey(privateKey, algorithm));
  // Some keys can be imported and yet not sign.
  return (issuer) => {
    const issuedAt = Math.floor(now());
    return orUnfit(async () => {
      const claims = {
        jti: crypto.randomUUID(),
        aud: issuer,
        iss: clientId,
        sub: clientId,
        iat: issuedAt,
        nbf: issuedAt,
        exp: issuedAt + ASSERTION_LIFE,
      };
      const parts = [{ alg: algorithm, kid }, claims].map((part) =>
        encodeBase64url(JSON.stringify(part)),
      );
      const input = new TextEncoder().encode(parts.join('.'));
      const signature = await crypto.subtle.sign(ALGORITHM_TRAITS[algorithm].verify, key, input);
      const assertion = [...parts, encodeBase64url(new Uint8Array(signature))].join('.');
      return {
        fields: {
          client_id: clientId,
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: assertion,
        },
        secrets: [assertion],
      };
    });
  };
}

async function signingKey(
  given: CryptoKey | JWK | string,
  algorithm: SignatureAlgorithm,
): Promise<CryptoKey> {
  const key = await imported(given, ALGORITHM_TRAITS[algorithm].import);
  const { modulusLength = MIN_RSA_BITS } = key.algorithm as { readonly modulusLength?: number };
  const fits =
    key.type === 'private' &&
    isCryptoKeyFor(algorithm, key.algorithm) &&
    modulusLength >= MIN_RSA_BITS;
  if (!fits) throw new TypeError('The key is one for another algorithm, or too short.');
  return key;
}

async function imported(
  key: CryptoKey | JWK | string,
  algorithm: { readonly name: string },
): Promise<CryptoKey> {
  if (typeof key === 'string') {
    const base64 = key.replaceAll(/-----(BEGIN|END) PRIVATE KEY-----|\s/g, '');
    const pkcs8 = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
  }
  if (!isJwk(key)) return key;
  // The option says what the key is for; runtimes differ in which names of algorithms they know.
  const { alg, use, ...members } = key;
  return crypto.subtle.importKey('jwk', members as JsonWebKey, algorithm, false, ['sign']);
}

// Without the cause: what is said of a key may hold parts of it.
async function orUnfit<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw new ConfigurationError(
      'Option "clientAuthentication.privateKey" must be a private key for "clientAuthentication.algorithm".',
    );
  }
}

function isJwk(key: CryptoKey | JWK | string): key is JWK {
  return typeof key === 'object' && 'kty' in key;
}
