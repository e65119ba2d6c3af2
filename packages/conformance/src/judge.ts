import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
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
  for (const [name, value] of Object.entries(expected.fields)) {
    const values = answer.fields.filter(([key]) => key === name).map(([, text]) => text);
    // RFC 9110 section 11.6.1 lets the challenge be split; clients that read one field do not.
    if (name === 'www-authenticate') ok(values.length <= 1, `${name} is repeated${shown}`);
    judgeField(values.length === 0 ? null : values.join(', '), value, sent, `${name}${shown}`);
  }
  if (expected.body !== undefined) judgeBody(answer.body, expected.body, sent, shown);
  if (answer.status < 400) return;
  for (const secret of sent.secrets) {
    ok(!JSON.stringify(answer).includes(secret), `a token or a proof echoes${shown}`);
  }
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
  deepStrictEqual(JSON.parse(body), wanted, `body${shown}`);
}
