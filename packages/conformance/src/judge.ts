import { deepStrictEqual, fail, match, ok, strictEqual } from 'node:assert/strict';
import type { Expectation, FieldExpectation } from './case.ts';
import { SENT_PROOF } from './expect.ts';
import type { HttpAnswer } from './http/parse.ts';
import type { MadeProof } from './setting/proofs.ts';

/** What was sent, and what the target had said before. */
export interface SentRequest {
  /** The tokens and proofs of the request. */
  readonly secrets: readonly string[];
  /** What the target is to make of its proof, if there is one. */
  readonly proof: MadeProof['info'] | undefined;
  /** The nonces that came with earlier answers, oldest first. */
  readonly nonces: readonly string[];
}

/**
 * Holds an answer against what a case expects: the exact status, header fields and body, and that
 * nothing that was sent comes back with a refusal.
 *
 * @throws {AssertionError} at the first difference
 */
export function judge(answer: HttpAnswer, expected: Expectation, sent: SentRequest): void {
  const shown = `\n${JSON.stringify(answer, undefined, 2)}`;
  strictEqual(answer.status, expected.status, `status${shown}`);
  const fields = new Map<string, string>();
  for (const [name, value] of answer.fields) {
    // RFC 9110 section 5.3 lets a list be split; clients that read one field alone do not.
    ok(!fields.has(name), `${name} is repeated${shown}`);
    fields.set(name, value);
  }
  for (const [name, value] of Object.entries(expected.fields)) {
    judgeField(fields.get(name) ?? null, value, sent, `${name}${shown}`);
  }
  if (answer.status !== 500) judgeRest([...fields.keys()], expected, shown);
  if (expected.body !== undefined) judgeBody(answer.body, expected.body, sent, shown);
  if (answer.status < 400) return;
  for (const secret of sent.secrets) {
    ok(!JSON.stringify(answer).includes(secret), `a token or a proof echoes${shown}`);
  }
}

// What servers and frameworks write by themselves, and Holdfast says nothing about: how the bytes are
// framed, when they were sent, who sent them, and the validator that Express adds to JSON.
const OF_THE_SERVER: readonly string[] = [
  'connection',
  'content-length',
  'date',
  'etag',
  'keep-alive',
  'server',
  'transfer-encoding',
  'x-powered-by',
];

// With no room for further fields, adapters that pass give the same answer.
function judgeRest(names: readonly string[], { fields }: Expectation, shown: string): void {
  const unknown = names.filter((name) => !OF_THE_SERVER.includes(name) && !(name in fields));
  deepStrictEqual(unknown, [], `fields that nobody asked for${shown}`);
}

// RFC 9449 section 8.1 says which characters a nonce may have.
const NONCE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

function judgeField(
  value: string | null,
  expected: FieldExpectation,
  { nonces }: SentRequest,
  shown: string,
): void {
  if (typeof expected === 'string' || expected === null) {
    strictEqual(value, expected, shown);
    return;
  }
  if ('any' in expected) return;
  match(value ?? '', NONCE, shown);
  if (expected.nonce === 'same') strictEqual(value, nonces.at(-1), shown);
  else ok(!nonces.includes(value ?? ''), shown);
}

function judgeBody(
  body: string,
  expected: NonNullable<Expectation['body']>,
  { proof }: SentRequest,
  shown: string,
): void {
  if ('text' in expected) {
    strictEqual(body, expected.text, `body${shown}`);
    return;
  }
  const { json } = expected;
  const showsProof = (json as { proof?: unknown } | null)?.proof === SENT_PROOF;
  const wanted = showsProof ? { ...(json as object), proof } : json;
  deepStrictEqual(parseJson(body, shown), wanted, `body${shown}`);
}

function parseJson(body: string, shown: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return fail(`the body is no JSON${shown}`);
  }
}
