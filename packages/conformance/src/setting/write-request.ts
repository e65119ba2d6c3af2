import type { CaseRequest, FieldPart, FieldValue } from '../case.ts';
import type { RawRequest } from '../http/exchange.ts';
import type { MadeProof, ProvenRequest } from './proofs.ts';
import { makeProof } from './proofs.ts';
import type { TokenRecipe } from './tokens.ts';
import { makeToken } from './tokens.ts';
import type { World } from './world.ts';

/** A request as it goes over the wire. */
export interface WrittenRequest {
  readonly raw: RawRequest;
  /** The tokens and proofs in it. */
  readonly secrets: readonly string[];
  /** What the target is to make of its proof, if there is one. */
  readonly proof: MadeProof['info'] | undefined;
}

/** Writes a request out: makes its tokens first, then the proofs, which depend on them. */
export async function writeRequest(
  request: CaseRequest,
  world: World,
  port: number,
): Promise<WrittenRequest> {
  const origin = `http://127.0.0.1:${port}`;
  const { method, host } = request;
  const secrets: string[] = [];
  const tokens = new Map<TokenRecipe, Promise<string>>();
  let proof: MadeProof['info'] | undefined;

  // One recipe object is one token within a request, so that `ath` is that of the token beside it.
  const tokenOf = (recipe: TokenRecipe): Promise<string> => {
    const token = tokens.get(recipe) ?? makeToken(recipe, world);
    tokens.set(recipe, token);
    return token;
  };
  const write = async (value: FieldValue, proven?: ProvenRequest): Promise<string> => {
    let text = '';
    for (const part of [value].flat()) {
      if (typeof part === 'string') {
        text += part;
        continue;
      }
      const made =
        'proof' in part && proven
          ? await makeProof(part.proof, proven, world)
          : { text: await tokenOf(part as TokenRecipe), info: proof };
      proof = made.info;
      secrets.push(made.text);
      text += made.text;
    }
    return text;
  };

  const target = (await write(request.path)).replace('{origin}', origin);
  const [first] = request.fields.flatMap(([, value]) => [value].flat()).filter(isToken);
  const proven: ProvenRequest = {
    method,
    origin,
    url: (target.startsWith('/') ? origin + target : target).replace(/[?#].*/, ''),
    accessToken: first === undefined ? '' : await tokenOf(first),
  };
  const fields: Array<readonly [string, string]> = [];
  for (const [name, value] of request.fields) fields.push([name, await write(value, proven)]);
  const body = request.form === undefined ? undefined : await write(request.form);
  return { raw: { method, target, host, fields, body }, secrets, proof };
}

function isToken(part: FieldPart): part is TokenRecipe {
  return typeof part !== 'string' && !('proof' in part);
}
