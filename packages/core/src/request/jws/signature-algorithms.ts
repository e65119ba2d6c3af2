/** The signature algorithms that tokens may use: asymmetric ones alone (RFC 7518, RFC 8037, RFC 9864). */
export type SignatureAlgorithm =
  | 'RS256'
  | 'RS384'
  | 'RS512'
  | 'PS256'
  | 'PS384'
  | 'PS512'
  | 'ES256'
  | 'ES384'
  | 'ES512'
  | 'EdDSA'
  | 'Ed25519';

/** What WebCrypto and a public JWK need for one JWS algorithm. */
export interface AlgorithmTraits {
  /** The JWK `kty` of a fitting key. */
  readonly kty: 'RSA' | 'EC' | 'OKP';
  /** The JWK `crv` of a fitting key; absent for RSA. */
  readonly crv?: string;
  /** The parameters of `crypto.subtle.importKey`. */
  readonly import: { readonly name: string; readonly hash?: string; readonly namedCurve?: string };
  /** The parameters of `crypto.subtle.verify`, and of `sign`. */
  readonly verify: { readonly name: string; readonly hash?: string; readonly saltLength?: number };
}

function pkcs1(bits: number): AlgorithmTraits {
  const name = 'RSASSA-PKCS1-v1_5';
  return { kty: 'RSA', import: { name, hash: `SHA-${bits}` }, verify: { name } };
}

function pss(bits: number): AlgorithmTraits {
  const name = 'RSA-PSS';
  return {
    kty: 'RSA',
    import: { name, hash: `SHA-${bits}` },
    verify: { name, saltLength: bits / 8 },
  };
}

function ecdsa(crv: string, bits: number): AlgorithmTraits {
  const name = 'ECDSA';
  return {
    kty: 'EC',
    crv,
    import: { name, namedCurve: crv },
    verify: { name, hash: `SHA-${bits}` },
  };
}

const ed25519: AlgorithmTraits = {
  kty: 'OKP',
  crv: 'Ed25519',
  import: { name: 'Ed25519' },
  verify: { name: 'Ed25519' },
};

/** How each of them is verified (RFC 7518 section 3.1, RFC 8037 section 3.1, RFC 9864 section 2.2). */
export const ALGORITHM_TRAITS: Readonly<Record<SignatureAlgorithm, AlgorithmTraits>> = {
  RS256: pkcs1(256),
  RS384: pkcs1(384),
  RS512: pkcs1(512),
  PS256: pss(256),
  PS384: pss(384),
  PS512: pss(512),
  ES256: ecdsa('P-256', 256),
  ES384: ecdsa('P-384', 384),
  ES512: ecdsa('P-521', 512),
  EdDSA: ed25519,
  Ed25519: ed25519,
};

/** The names of all supported signature algorithms. */
export const SIGNATURE_ALGORITHMS: readonly SignatureAlgorithm[] = Object.keys(
  ALGORITHM_TRAITS,
) as SignatureAlgorithm[];
