import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import type { Expectation } from './case.ts';
import type { HttpAnswer } from './http/parse.ts';

/**
 * Holds an answer against what a case expects: the exact status, header fields and body, and that
 * nothing that was sent comes back with a refusal.
 *
 * @param tokens the tokens of the request
 * @throws {AssertionError} at the first difference
 */
export function judge(answer: HttpAnswer, expected: Expectation, tokens: readonly string[]): void {
  const shown = `\n${JSON.stringify(answer, undefined, 2)}`;
  strictEqual(answer.status, expected.status, `status${shown}`);
  for (const [name, value] of Object.entries(expected.fields)) {
    const values = answer.fields.filter(([key]) => key === name).map(([, text]) => text);
    // RFC 9110 section 11.6.1 lets the challenge be split; clients that read one field do not.
    if (name === 'www-authenticate') ok(values.length <= 1, `${name} is repeated${shown}`);
    strictEqual(values.length === 0 ? null : values.join(', '), value, `${name}${shown}`);
  }
  if (expected.body !== undefined) judgeBody(answer.body, expected.body, shown);
  if (answer.status < 400) return;
  for (const token of tokens) ok(!JSON.stringify(answer).includes(token), `a token echoes${shown}`);
}

function judgeBody(body: string, expected: NonNullable<Expectation['body']>, shown: string): void {
  if ('text' in expected) strictEqual(body, expected.text, `body${shown}`);
  else deepStrictEqual(JSON.parse(body), expected.json, `body${shown}`);
}
