import type { SignInput, TestAlgorithm } from '@holdfast/auth-testing';

/** A key made for one algorithm. */
export interface AlgorithmKey {
  readonly privateKey: NonNullable<SignInput['key']>;
  readonly publicJwk: Readonly<Record<string, unknown>>;
}

const CURVES: Readonly<Record<string, string>> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };

/**
 * Makes keys for algorithms, each once. All RSA algorithms share one key pair under different
 * names, because generating it takes longer than all other cases of a profile together.
 */
export function createAlgorithmKeys(): (algorithm: TestAlgorithm) => Promise<AlgorithmKey> {
  const keys = new Map<TestAlgorithm, Promise<AlgorithmKey>>();
  let rsa: Promise<JsonWebKey> | undefined;

  async function create(algorithm: TestAlgorithm): Promise<AlgorithmKey> {
    const family = rsaFamily(algorithm);
    if (family === undefined) return generate(algorithm, ellipticFamily(algorithm));
    rsa ??= generateRsa();
    const privateJwk = { ...(await rsa), alg: algorithm };
    const privateKey = await crypto.subtle.importKey('jwk', privateJwk, family, false, ['sign']);
    const { kty, n, e } = privateJwk;
    return { privateKey, publicJwk: { kty, n, e, alg: algorithm, kid: algorithm, use: 'sig' } };
  }

  return (algorithm) => {
    let key = keys.get(algorithm);
    if (key === undefined) {
      key = create(algorithm);
      keys.set(algorithm, key);
    }
    return key;
  };
}

function rsaFamily(algorithm: TestAlgorithm): RsaHashedImportParams | undefined {
  const hash = `SHA-${algorithm.slice(2)}`;
  if (algorithm.startsWith('RS')) return { name: 'RSASSA-PKCS1-v1_5', hash };
  return algorithm.startsWith('PS') ? { name: 'RSA-PSS', hash } : undefined;
}

function ellipticFamily(algorithm: TestAlgorithm): EcKeyGenParams | Algorithm {
  const namedCurve = CURVES[algorithm];
  return namedCurve === undefined ? { name: 'Ed25519' } : { name: 'ECDSA', namedCurve };
}

async function generateRsa(): Promise<JsonWebKey> {
  const { privateKey } = await crypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      hash: 'SHA-256',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
    },
    true,
    ['sign', 'verify'],
  );
  // The members that tie the key to RS256 are left out.
  const {
    alg: _alg,
    key_ops: _operations,
    ext: _ext,
    ...jwk
  } = await crypto.subtle.exportKey('jwk', privateKey);
  return jwk;
}

async function generate(
  algorithm: TestAlgorithm,
  family: EcKeyGenParams | Algorithm,
): Promise<AlgorithmKey> {
  const pair = (await crypto.subtle.generateKey(family, true, ['sign', 'verify'])) as CryptoKeyPair;
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const publicJwk = { kty, crv, x, y, alg: algorithm, kid: algorithm, use: 'sig' };
  return { privateKey: pair.privateKey, publicJwk };
}
