import type { PayloadInput } from './payload.ts';
import { composePayload } from './payload.ts';
import type { SigningKey } from './signing-key.ts';
import { signBytes } from './signing-key.ts';

/** What the n-th token holds, and who signs it. */
export type Plan = (index: number) => PayloadInput & { readonly key: SigningKey };

/** Makes tokens, each by its plan. */
export function makeTokens(count: number, plan: Plan): string[] {
  return Array.from({ length: count }, (_, index) => makeToken(plan(index)));
}

function makeToken({ key, ...payload }: ReturnType<Plan>): string {
  const header = JSON.stringify({ alg: key.algorithm, typ: 'at+jwt', kid: key.kid });
  const input = `${encode(header)}.${encode(composePayload(payload))}`;
  return `${input}.${signBytes(key, Buffer.from(input, 'latin1')).toString('base64url')}`;
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
