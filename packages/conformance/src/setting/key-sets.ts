import { TEST_ALGORITHMS } from '@holdfast/auth-testing';
import type { IssuerName, World } from './world.ts';

type PublicKey = Readonly<Record<string, unknown>>;

/** Publishes the key sets that no single issuer would: `/all`, `/two` and `/odd` of the key host. */
export async function publishKeySets(world: World): Promise<void> {
  const host = await world.keyHost();
  const publish = (path: string, keys: () => Promise<readonly PublicKey[]>): void =>
    host.respond(path, async () => Response.json({ keys: await keys() }));
  publish('/all', async () => {
    const keys = await Promise.all(TEST_ALGORITHMS.map(world.algorithmKey));
    return keys.map(({ publicJwk }) => publicJwk);
  });
  publish('/two', async () => [await keyOf(world, 'first'), await keyOf(world, 'spare')]);
  publish('/odd', () => oddKeys(world));
}

async function oddKeys(world: World): Promise<readonly PublicKey[]> {
  const weak = await world.weakKey();
  const rsa = await world.algorithmKey('RS256');
  const p384 = await world.algorithmKey('ES384');
  const anyAlgorithm = { alg: undefined, use: undefined, key_ops: undefined };
  return [
    { kty: 'martian', kid: 'martian', alg: 'M256' },
    { kty: 'oct', kid: 'secret', k: 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA' },
    await keyOf(world, 'first'),
    { ...(await keyOf(world, 'spare')), kid: 'encryption', use: 'enc' },
    { ...p384.publicJwk, ...anyAlgorithm, kid: 'p384' },
    { ...rsa.publicJwk, kid: 'pss-only', alg: 'PS256' },
    { ...rsa.publicJwk, ...anyAlgorithm, kid: 'any-rsa' },
    { ...weak.publicJwk, ...anyAlgorithm, kid: 'weak' },
  ];
}

async function keyOf(world: World, name: IssuerName): Promise<PublicKey> {
  return { ...(await world.issuer(name)).jwks.keys[0] };
}
