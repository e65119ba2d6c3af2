import type { ApiClientOptions, DpopOptions } from '@holdfast/auth-core';
import { AUDIENCE, ISSUER } from './names.ts';

/** The sets of options about DPoP, and about the URL that proofs are for. */
export type DpopProfileName =
  | 'dpop-disabled'
  | 'dpop-required'
  | 'dpop-required-nonce'
  | 'dpop-algorithms'
  | 'dpop-one-algorithm'
  | 'dpop-lifetimes'
  | 'dpop-replay-off'
  | 'dpop-own-store'
  | 'dpop-store-throws'
  | 'dpop-store-rejects'
  | 'dpop-store-odd'
  | 'dpop-store-recovers'
  | 'dpop-nonce'
  | 'dpop-nonce-rotated'
  | 'dpop-nonce-elsewhere'
  | 'dpop-nonce-metadata'
  | 'public-url'
  | 'public-url-prefix'
  | 'public-url-function'
  | 'public-url-odd-host'
  | 'public-url-ipv6';

const first = { audience: AUDIENCE, issuer: ISSUER } as const;
const withDpop = (dpop: DpopOptions): ApiClientOptions => ({ ...first, dpop });
const withPublicUrl = (publicUrl: ApiClientOptions['publicUrl']): ApiClientOptions => ({
  ...first,
  publicUrl,
});

// Secrets of the suite's own servers, which live for the length of a test.
const SECRET = 'a secret of the conformance suite, one of two';
const NEXT_SECRET = 'a secret of the conformance suite, two of two';

/** All algorithms that proofs may be signed with, in the order in which they are advertised. */
export const PROOF_ALGORITHMS = [
  'ES256',
  'ES384',
  'ES512',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'EdDSA',
  'Ed25519',
] as const;

/** Makes the options of each profile; a store with a state is made anew each time. */
export const DPOP_PROFILES: Readonly<Record<DpopProfileName, () => ApiClientOptions>> = {
  'dpop-disabled': () => withDpop({ mode: 'disabled' }),
  'dpop-required': () => withDpop({ mode: 'required' }),
  'dpop-required-nonce': () => withDpop({ mode: 'required', nonce: { secret: SECRET } }),
  'dpop-algorithms': () => withDpop({ algorithms: PROOF_ALGORITHMS }),
  'dpop-one-algorithm': () => withDpop({ algorithms: ['Ed25519'] }),
  'dpop-lifetimes': () => withDpop({ maxAge: 60, leeway: 0 }),
  'dpop-replay-off': () => withDpop({ replay: false }),
  'dpop-own-store': () => withDpop({ replay: rememberingStore() }),
  'dpop-store-throws': () => withDpop({ replay: { add: fail } }),
  'dpop-store-rejects': () => withDpop({ replay: { add: async () => fail() } }),
  /** A store that answers what no store may. */
  'dpop-store-odd': () => withDpop({ replay: { add: () => 'OK' as unknown as boolean } }),
  /** A store that is down for its first question. */
  'dpop-store-recovers': () => withDpop({ replay: recoveringStore() }),
  'dpop-nonce': () => withDpop({ nonce: { secret: SECRET } }),
  'dpop-nonce-rotated': () => withDpop({ nonce: { secret: [NEXT_SECRET, SECRET] } }),
  'dpop-nonce-elsewhere': () => withDpop({ nonce: { secret: NEXT_SECRET } }),
  'dpop-nonce-metadata': () => ({
    ...withDpop({ nonce: { secret: SECRET, maxAge: 10 } }),
    realm: 'things',
    resourceMetadata: 'https://api.example.com/.well-known/oauth-protected-resource',
  }),
  'public-url': () => withPublicUrl('https://api.example.com'),
  /** A gateway takes `/v2` away. */
  'public-url-prefix': () => withPublicUrl('https://api.example.com/v2'),
  'public-url-function': () =>
    withPublicUrl(({ method }) => `https://${method.toLowerCase()}.example.com`),
  'public-url-odd-host': () => withPublicUrl('https://my_api.example.com:8443'),
  'public-url-ipv6': () => withPublicUrl('https://[2001:db8::1]'),
};

function fail(): never {
  throw new Error('the store of proofs is down');
}

function rememberingStore(): NonNullable<Exclude<DpopOptions['replay'], false>> {
  const keys = new Set<string>();
  return {
    add: async (key) => {
      const isNew = !keys.has(key);
      keys.add(key);
      return isNew;
    },
  };
}

function recoveringStore(): NonNullable<Exclude<DpopOptions['replay'], false>> {
  const store = rememberingStore();
  let asked = false;
  return {
    add: (key, expiresAt) => {
      if (asked) return store.add(key, expiresAt);
      asked = true;
      return fail();
    },
  };
}
