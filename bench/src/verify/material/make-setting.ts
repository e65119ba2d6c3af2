import type { Algorithm, Setting } from '../setting.ts';
import { generateClientKeys, thumbprintOf } from './client-keys.ts';
import type { KeyServer } from './key-server.ts';
import { makeTokens, withBadSignature } from './make-tokens.ts';
import { generateSigningKey } from './signing-key.ts';

/** What a comparison wants of its tokens. */
export interface SettingPlan {
  readonly algorithm: Algorithm;
  /** How many tokens, each with a `jti` and a subject of its own. */
  readonly tokens: number;
  /** How many DPoP clients share them. Default 0: Bearer. */
  readonly clients?: number | undefined;
  /** How many issuers. Default 1. */
  readonly issuers?: number | undefined;
  /** How many keys each issuer has; tokens use them in turn. Default 1. */
  readonly keys?: number | undefined;
  /** Characters of a token to reach. Default: an everyday token's, about 700. */
  readonly size?: number | undefined;
}

/** Makes issuers, clients and tokens. */
export function makeSetting(plan: SettingPlan, server: KeyServer): Setting {
  const { algorithm, size } = plan;
  const keysEach = plan.keys ?? 1;
  // The smallest tokens have no room for a long kid.
  const kid = size !== undefined && size < 600 ? '1' : undefined;
  const issuers = Array.from({ length: plan.issuers ?? 1 }, (_, index) => {
    const keys = Array.from({ length: keysEach }, () => generateSigningKey(algorithm, kid));
    const jwks = { keys: keys.map(({ publicJwk }) => publicJwk) };
    const issuer = `https://t${index}.issuer.test/`;
    return { keys, published: { issuer, jwks, jwksUri: server.publish(jwks) } };
  });
  const clients = generateClientKeys(plan.clients ?? 0);
  const thumbprints = clients.map(thumbprintOf);
  const now = Math.floor(Date.now() / 1000);
  const length = size === undefined ? undefined : payloadLength(algorithm, size, kid);
  const tokens = makeTokens(plan.tokens, (index) => {
    const { keys, published } = at(issuers, index);
    const key = at(keys, Math.floor(index / issuers.length));
    const jkt = thumbprints.length === 0 ? undefined : at(thumbprints, index);
    return { key, issuer: published.issuer, now, jkt, length };
  });
  return {
    algorithm,
    issuers: issuers.map(({ published }) => published),
    tokens,
    badToken: withBadSignature(at(tokens, 0)),
    clients,
  };
}

function at<TItem>(items: readonly TItem[], index: number): TItem {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('There is none.');
  return item;
}

const SIGNATURE_LENGTHS: Readonly<Record<Algorithm, number>> = { RS256: 342, ES256: 86, EdDSA: 86 };

function payloadLength(algorithm: Algorithm, size: number, kid: string | undefined): number {
  const header = kid === undefined ? 80 : 54;
  return Math.floor(((size - SIGNATURE_LENGTHS[algorithm] - header - 2) * 3) / 4);
}
