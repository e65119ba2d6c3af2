// The keys of clients. Two of them are the example keys of RFC 7515 and RFC 7517, whose private
// halves everybody can read, so that their thumbprints can stand in cases as literal text.
import type { SignInput, TestAlgorithm } from '@holdfast/auth-testing';
import type { World } from './world.ts';

/** Whose key: a client's, another client's, that of an algorithm, or an RSA key of 1024 bits. */
export type ProofKeyName = 'client' | 'other' | 'weak' | TestAlgorithm;

/** A key that signs proofs. */
export interface ProofKey {
  readonly algorithm: TestAlgorithm;
  readonly privateKey: NonNullable<SignInput['key']>;
  /** The members that make the public key, and no other. */
  readonly publicJwk: Readonly<Record<string, unknown>>;
  /** The thumbprint (RFC 7638). */
  readonly jkt: string;
}

/** The private key of the client, from RFC 7515 appendix A.3.1. */
export const CLIENT_KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
  d: 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI',
} as const;

/** The thumbprint of the client's key. */
export const CLIENT_JKT = 'oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U';

/** The private key of another client, from RFC 7517 appendix A.2. */
const OTHER_KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
  d: '870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE',
} as const;

/** Finds or makes a key. */
export async function proofKey(name: ProofKeyName, world: World): Promise<ProofKey> {
  if (name === 'client' || name === 'other') return literalKeys[name]();
  const { privateKey, publicJwk } =
    name === 'weak' ? await world.weakKey() : await world.algorithmKey(name);
  return describe(name === 'weak' ? 'RS256' : name, privateKey, publicJwk);
}

// Imported once: most cases sign with them.
const literalKeys = { client: once(CLIENT_KEY), other: once(OTHER_KEY) };

function once(jwk: typeof CLIENT_KEY | typeof OTHER_KEY): () => Promise<ProofKey> {
  let key: Promise<ProofKey> | undefined;
  return () => {
    key ??= literalKey(jwk);
    return key;
  };
}

async function literalKey(jwk: typeof CLIENT_KEY | typeof OTHER_KEY): Promise<ProofKey> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const privateKey = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['sign']);
  return describe('ES256', privateKey, jwk);
}

async function describe(
  algorithm: TestAlgorithm,
  privateKey: ProofKey['privateKey'],
  jwk: object,
): Promise<ProofKey> {
  const { kty, crv, n, e, x, y } = jwk as Readonly<Record<string, unknown>>;
  // RFC 7638 section 3: these members in this order, without white space.
  const members = kty === 'RSA' ? { e, kty, n } : { crv, kty, x, ...(kty === 'EC' && { y }) };
  const jkt = await sha256(JSON.stringify(members));
  return { algorithm, privateKey, publicJwk: members, jkt };
}

/** The base64url of the SHA-256 of a text. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const base64 = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
