import type { RawPart } from '@holdfast/auth-testing';
import type { Damage } from './damage.ts';
import { DAMAGE } from './damage.ts';
import type { ProofKeyName } from './proof-keys.ts';
import { proofKey, sha256 } from './proof-keys.ts';
import type { TokenRecipe } from './tokens.ts';
import { makeToken } from './tokens.ts';
import type { World } from './world.ts';

/** A DPoP proof as data (RFC 9449 section 4.2). An empty recipe is a good proof of its request. */
export interface ProofRecipe {
  /** Within one case, recipes of the same name are the same proof: it is signed once. */
  readonly name?: string | undefined;
  /** Whose public key is in the header. Default `client`. */
  readonly key?: ProofKeyName | undefined;
  /** Who signs. Default: the holder of that key. */
  readonly signer?: ProofKeyName | undefined;
  /** Header parameters over `typ`, `alg` and `jwk`; undefined removes one. */
  readonly header?: Readonly<Record<string, unknown>> | undefined;
  /** Members over those of the public key in the header; undefined removes one. */
  readonly jwk?: Readonly<Record<string, unknown>> | undefined;
  /** The whole header instead. */
  readonly rawHeader?: RawPart | undefined;
  /**
   * Claims over `jti`, `htm`, `htu`, `iat`, `ath`; undefined removes one. `{origin}` in `htu` stands
   * for the target's own origin, `{port}` for its port.
   */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  /** The whole payload instead: JSON text where it is a string. */
  readonly rawPayload?: RawPart | undefined;
  /** The token of `ath`. Default: the first of the request. */
  readonly token?: TokenRecipe | undefined;
  /** Which of the nonces that the target has handed out in this case. Default: none. */
  readonly nonce?: 'first' | 'latest' | undefined;
  readonly damage?: Exclude<Damage, 'swap-payload'> | undefined;
}

/** The request that a proof is for. */
export interface ProvenRequest {
  readonly method: string;
  /** The origin of the target. */
  readonly origin: string;
  /** The absolute URL. */
  readonly url: string;
  readonly accessToken: string;
}

/** A proof, and what the target is to make of it. */
export interface MadeProof {
  readonly text: string;
  readonly info: { readonly jkt: string; readonly jti: unknown; readonly iat: unknown };
}

/** Makes the proof of a recipe, or finds the one that was made under its name. */
export function makeProof(
  recipe: ProofRecipe,
  request: ProvenRequest,
  world: World,
): Promise<MadeProof> {
  const { name } = recipe;
  if (name === undefined) return signProof(recipe, request, world);
  let proof = world.proofs.get(name);
  if (proof === undefined) {
    proof = signProof(recipe, request, world);
    world.proofs.set(name, proof);
  }
  return proof;
}

async function signProof(
  recipe: ProofRecipe,
  request: ProvenRequest,
  world: World,
): Promise<MadeProof> {
  const { key = 'client', signer = key, damage } = recipe;
  const { algorithm, publicJwk, jkt } = await proofKey(key, world);
  const jwk = { ...publicJwk, ...recipe.jwk };
  const claims = await composeClaims(recipe, request, world);
  const issuer = await world.issuer('first');
  const text = await issuer.sign({
    header: recipe.rawHeader ?? { typ: 'dpop+jwt', alg: algorithm, jwk, ...recipe.header },
    payload: recipe.rawPayload ?? claims,
    key: (await proofKey(signer, world)).privateKey,
  });
  const { jti, iat } = claims;
  return { text: damage === undefined ? text : DAMAGE[damage](text), info: { jkt, jti, iat } };
}

async function composeClaims(
  { claims, nonce, token }: ProofRecipe,
  { method, origin, url, accessToken }: ProvenRequest,
  world: World,
): Promise<Record<string, unknown>> {
  const composed: Record<string, unknown> = {
    jti: world.nextJti(),
    htm: method,
    htu: url,
    iat: world.now(),
    ath: await sha256(token === undefined ? accessToken : await makeToken(token, world)),
    nonce: nonce && world.nonces.at(nonce === 'first' ? 0 : -1),
    ...claims,
  };
  const { htu } = composed;
  if (typeof htu === 'string') {
    composed['htu'] = htu.replaceAll('{origin}', origin).replaceAll('{port}', new URL(origin).port);
  }
  return composed;
}
