import type { CryptoKey, JWK } from 'jose';
import { importJWK, importPKCS8 } from 'jose';
import type { ClientAuth } from 'oauth4webapi';
import { ClientSecretPost, modifyAssertion, None, PrivateKeyJwt } from 'oauth4webapi';
import type { ClientAuthentication } from '../options/options.ts';
import { ConfigurationError } from '../refusal/errors.ts';

/** The options of the client that authenticate it at the token endpoint. */
export interface ClientCredentials {
  readonly clientSecret: string | undefined;
  readonly authentication: ClientAuthentication;
  /** Seconds since the epoch. */
  readonly now: () => number;
}

/** Seconds for which a client assertion is good. */
const ASSERTION_LIFE = 60;

/**
 * Prepares how the client authenticates (RFC 6749 section 2.3, RFC 7523 section 2.2).
 *
 * @throws {ConfigurationError} when the private key cannot be imported, or fits another algorithm
 */
export async function clientAuthentication(credentials: ClientCredentials): Promise<ClientAuth> {
  const { authentication, clientSecret = '' } = credentials;
  switch (authentication.method) {
    case 'client_secret_basic':
      return basic(clientSecret);
    case 'client_secret_post':
      return ClientSecretPost(clientSecret);
    case 'none':
      return None();
    case 'private_key_jwt':
      return signed(authentication, credentials.now);
  }
}

// oauth4webapi's own encodes "-" and "." too, which servers that do not decode at all would not take.
function basic(clientSecret: string): ClientAuth {
  return (_server, client, _body, headers) => {
    const credentials = `${formEncoded(client.client_id)}:${formEncoded(clientSecret)}`;
    headers.set('authorization', `Basic ${btoa(credentials)}`);
  };
}

// RFC 6749 section 2.3.1: encoded as a form first, or a colon in the id would end it.
function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

async function signed(
  { privateKey, algorithm, keyId }: ClientAuthentication & { method: 'private_key_jwt' },
  now: () => number,
): Promise<ClientAuth> {
  const kid = keyId ?? (isJwk(privateKey) ? privateKey.kid : undefined);
  const authenticate = await orUnfit(async () => {
    const key = await imported(privateKey, algorithm);
    return PrivateKeyJwt(kid === undefined ? key : { key, kid }, {
      [modifyAssertion]: (header, payload) => {
        // Both names stand for the same algorithm; older servers know EdDSA alone (RFC 9864 section 2.2).
        if (header['alg'] !== algorithm && !(isEdwards(header['alg']) && isEdwards(algorithm))) {
          throw new TypeError('The key is one for another algorithm.');
        }
        header['alg'] = algorithm;
        const issuedAt = Math.floor(now());
        Object.assign(payload, { iat: issuedAt, nbf: issuedAt, exp: issuedAt + ASSERTION_LIFE });
      },
    });
  });
  // Some keys can be imported and yet not sign: too short ones, or those for key agreement.
  return (...request) => orUnfit(async () => authenticate(...request));
}

async function imported(key: CryptoKey | JWK | string, algorithm: string): Promise<CryptoKey> {
  if (typeof key === 'string') return importPKCS8(key, algorithm);
  return isJwk(key) ? ((await importJWK(key, algorithm)) as CryptoKey) : key;
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

function isEdwards(algorithm: unknown): boolean {
  return algorithm === 'EdDSA' || algorithm === 'Ed25519';
}
