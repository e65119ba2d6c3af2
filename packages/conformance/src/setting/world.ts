import type { TestAlgorithm, TestIssuer } from '@holdfast/auth-testing';
import { createTestIssuer } from '@holdfast/auth-testing';
import type { AlgorithmKey } from './algorithm-keys.ts';
import { createAlgorithmKeys } from './algorithm-keys.ts';
import { ISSUER, KEY_HOST, NOW, SECOND_ISSUER, THIRD_ISSUER } from './names.ts';
import type { WeakKey } from './odd-keys.ts';
import { createWeakKey } from './odd-keys.ts';
import type { MadeProof } from './proofs.ts';

/** The authorization servers of a case. `attacker` and `spare` name the first issuer but are not it. */
export type IssuerName = 'first' | 'second' | 'third' | 'attacker' | 'spare';

/** The time, the authorization servers and the network between them and the target. */
export interface World {
  /** Seconds since the epoch. */
  readonly now: () => number;
  readonly advance: (seconds: number) => void;
  /** An issuer, created when it is first asked for. */
  readonly issuer: (name: IssuerName) => Promise<TestIssuer>;
  /** A host that serves key sets alone. */
  readonly keyHost: () => Promise<TestIssuer>;
  /** The key that signs with an algorithm of the profile `all-algorithms`. */
  readonly algorithmKey: (algorithm: TestAlgorithm) => Promise<AlgorithmKey>;
  readonly weakKey: () => Promise<WeakKey>;
  /** The tokens that have a name. */
  readonly tokens: Map<string, Promise<string>>;
  /** The proofs that have a name. */
  readonly proofs: Map<string, Promise<MadeProof>>;
  /** Gives a `jti` that no other proof has. */
  readonly nextJti: () => string;
  /** The nonces that came with answers, each once, oldest first. */
  readonly nonces: string[];
  /** The network of the target. */
  readonly fetch: typeof fetch;
  /** Counts the requests that went through `fetch` to hosts that no accepted issuer names. */
  readonly fetchedElsewhere: () => number;
}

const IDENTIFIERS: Readonly<Partial<Record<IssuerName, string>>> = {
  second: SECOND_ISSUER,
  third: THIRD_ISSUER,
};
const SERVERS: readonly IssuerName[] = ['first', 'second', 'third'];

/** Creates a world whose clock stands still at `NOW`. */
export function createWorld(): World {
  let time = NOW;
  let elsewhere = 0;
  let proofs = 0;
  const now = (): number => time;
  const issuers = new Map<IssuerName, Promise<TestIssuer>>();
  let keyHost: Promise<TestIssuer> | undefined;
  let weakKey: Promise<WeakKey> | undefined;

  function issuer(name: IssuerName): Promise<TestIssuer> {
    let created = issuers.get(name);
    if (created === undefined) {
      const identifier = IDENTIFIERS[name] ?? ISSUER;
      created = createTestIssuer({ issuer: identifier, algorithm: 'ES256', now });
      issuers.set(name, created);
    }
    return created;
  }

  const world: World = {
    tokens: new Map(),
    proofs: new Map(),
    nextJti: () => `proof-${++proofs}`,
    nonces: [],
    now,
    advance: (seconds) => {
      time += seconds;
    },
    issuer,
    keyHost: () => {
      keyHost ??= createTestIssuer({ issuer: KEY_HOST, algorithm: 'ES256', now });
      return keyHost;
    },
    algorithmKey: createAlgorithmKeys(),
    weakKey: () => {
      weakKey ??= createWeakKey();
      return weakKey;
    },
    fetch: async (input, init) => {
      const { origin } = new URL(input instanceof Request ? input.url : input);
      if (origin === KEY_HOST) return (await world.keyHost()).fetch(input, init);
      const name = SERVERS.find(
        (server) => new URL(IDENTIFIERS[server] ?? ISSUER).origin === origin,
      );
      if (name === undefined || name === 'third') elsewhere += 1;
      if (name === undefined) throw new TypeError('fetch failed');
      return (await issuer(name)).fetch(input, init);
    },
    fetchedElsewhere: () => elsewhere,
  };
  return world;
}
