import type { RawPart, SignInput, TestAlgorithm } from '@holdfast/auth-testing';
import { TEST_ALGORITHMS } from '@holdfast/auth-testing';
import type { Damage } from './damage.ts';
import { DAMAGE } from './damage.ts';
import { BASE_CLAIMS } from './names.ts';
import type { PublicSecret } from './odd-keys.ts';
import { importPublicSecret } from './odd-keys.ts';
import type { ProofKeyName } from './proof-keys.ts';
import { proofKey } from './proof-keys.ts';
import type { IssuerName, World } from './world.ts';

/** A value of a header parameter that is known at run time alone. */
export type HeaderReference = { readonly keyOf: IssuerName } | { readonly kidOf: IssuerName };

/**
 * Who signs: an issuer; the key of an algorithm in the profile `all-algorithms`; an RSA key of 1024
 * bits; or HMAC under a secret that everybody knows.
 */
export type Signer = IssuerName | TestAlgorithm | 'weak' | { readonly secret: PublicSecret };

/** An access token as data. An empty recipe is a good token of the first issuer. */
export interface TokenRecipe {
  /** Within one case, recipes of the same name are the same token: it is signed once. */
  readonly name?: string | undefined;
  /** Who signs. Default `first`. */
  readonly signer?: Signer | undefined;
  /** Header parameters over `alg`, `typ` and `kid`; undefined removes one. */
  readonly header?: Readonly<Record<string, unknown>> | undefined;
  /** The whole header instead. */
  readonly rawHeader?: RawPart | undefined;
  /** The key that `cnf.jkt` names (RFC 9449 section 6.1). Default: the token is bound to none. */
  readonly boundTo?: ProofKeyName | undefined;
  /** Claims over the base claims; undefined removes one. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  /** The whole payload instead: JSON text where it is a string. */
  readonly rawPayload?: RawPart | undefined;
  readonly damage?: Damage | undefined;
}

/** Makes the token of a recipe, or finds the one that was made under its name. */
export function makeToken(recipe: TokenRecipe, world: World): Promise<string> {
  const { name } = recipe;
  if (name === undefined) return signToken(recipe, world);
  let token = world.tokens.get(name);
  if (token === undefined) {
    token = signToken(recipe, world);
    world.tokens.set(name, token);
  }
  return token;
}

async function signToken(recipe: TokenRecipe, world: World): Promise<string> {
  const { signer = 'first', boundTo } = recipe;
  const bound = boundTo && { cnf: { jkt: (await proofKey(boundTo, world)).jkt } };
  const issuer = await world.issuer(isIssuer(signer) ? signer : 'first');
  const header = {
    alg: isAlgorithm(signer) ? signer : issuer.algorithm,
    typ: 'at+jwt',
    kid: isAlgorithm(signer) || signer === 'weak' ? signer : issuer.kid,
    ...recipe.header,
  };
  const token = await issuer.sign({
    header: recipe.rawHeader ?? (await withReferences(header, world)),
    payload: recipe.rawPayload ?? { ...BASE_CLAIMS, ...bound, ...recipe.claims },
    key: await signingKey(signer, world),
  });
  return recipe.damage === undefined ? token : DAMAGE[recipe.damage](token);
}

function isAlgorithm(signer: Signer): signer is TestAlgorithm {
  return TEST_ALGORITHMS.some((algorithm) => algorithm === signer);
}

function isIssuer(signer: Signer): signer is IssuerName {
  return typeof signer === 'string' && signer !== 'weak' && !isAlgorithm(signer);
}

// An issuer signs with its own key where none is given.
async function signingKey(signer: Signer, world: World): Promise<SignInput['key']> {
  if (isIssuer(signer)) return undefined;
  if (signer === 'weak') return (await world.weakKey()).privateKey;
  if (isAlgorithm(signer)) return (await world.algorithmKey(signer)).privateKey;
  const { publicJwk } = await world.algorithmKey('RS256');
  return importPublicSecret(signer.secret, publicJwk);
}

async function withReferences(
  header: Readonly<Record<string, unknown>>,
  world: World,
): Promise<Record<string, unknown>> {
  const resolved: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(header)) {
    if (isReference(value, 'keyOf'))
      resolved[name] = (await world.issuer(value.keyOf)).jwks.keys[0];
    else if (isReference(value, 'kidOf')) resolved[name] = (await world.issuer(value.kidOf)).kid;
    else resolved[name] = value;
  }
  return resolved;
}

function isReference<K extends 'keyOf' | 'kidOf'>(
  value: unknown,
  member: K,
): value is Readonly<Record<K, IssuerName>> {
  return typeof value === 'object' && value !== null && member in value;
}
