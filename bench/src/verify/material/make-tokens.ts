import type { PayloadInput } from './payload.ts';
import { composePayload } from './payload.ts';
import type { SigningKey } from './signing-key.ts';
import { signBytes } from './signing-key.ts';

/** Signatures that are under way at one time: enough for every thread. */
const BATCH = 64;

/** What the n-th token holds, and who signs it. */
export type Plan = (index: number) => PayloadInput & { readonly key: SigningKey };

/** Makes tokens with node:crypto, whose threads sign several at a time. */
export async function makeTokens(count: number, plan: Plan): Promise<string[]> {
  const tokens: string[] = [];
  for (let start = 0; start < count; start += BATCH) {
    const size = Math.min(BATCH, count - start);
    const batch = Array.from({ length: size }, (_, index) => makeToken(plan(start + index)));
    tokens.push(...(await Promise.all(batch)));
  }
  return tokens;
}

async function makeToken({ key, ...payload }: ReturnType<Plan>): Promise<string> {
  const header = JSON.stringify({ alg: key.algorithm, typ: 'at+jwt', kid: key.kid });
  const input = `${encode(header)}.${encode(composePayload(payload))}`;
  const signature = await signBytes(key, Buffer.from(input, 'latin1'));
  return `${input}.${signature.toString('base64url')}`;
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}

/** Spoils the signature of a compact JWS and leaves it as long as it was. */
export function withBadSignature(jws: string): string {
  const start = jws.lastIndexOf('.') + 1;
  const middle = start + Math.floor((jws.length - start) / 2);
  return `${jws.slice(0, middle)}${jws[middle] === 'A' ? 'B' : 'A'}${jws.slice(middle + 1)}`;
}
