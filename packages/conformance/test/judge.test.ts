import { describe, expect, test } from 'vitest';
import type { HttpAnswer } from '../src/http/parse.ts';
import type { Expectation } from '../src/index.ts';
import { judge } from '../src/judge.ts';

const ANSWER: HttpAnswer = { status: 401, fields: [['vary', 'Origin']], body: '{"a":1}' };
const EXPECTED: Expectation = { status: 401, fields: { vary: 'Origin', 'dpop-nonce': null } };

function verdict(
  answer: Partial<HttpAnswer>,
  expected: Partial<Expectation> = {},
  sent: { readonly secrets?: readonly string[]; readonly nonces?: readonly string[] } = {},
): string {
  try {
    judge(
      { ...ANSWER, ...answer },
      { ...EXPECTED, ...expected },
      { secrets: [], nonces: [], proof: undefined, ...sent },
    );
    return 'passes';
  } catch (error) {
    return String((error as Error).message).split('\n', 1)[0] ?? '';
  }
}

const fields = (...more: HttpAnswer['fields']): Partial<HttpAnswer> => ({
  fields: [...ANSWER.fields, ...more],
});
const nonce = { vary: 'Origin', 'dpop-nonce': { nonce: 'new' } } as const;

const VERDICTS: ReadonlyArray<readonly [what: string, verdict: string, wanted: string]> = [
  ['the same answer', verdict({}), 'passes'],
  ['another status', verdict({ status: 400 }), 'status'],
  ['another value', verdict({ fields: [['vary', 'origin']] }), 'vary'],
  ['a missing field', verdict({ fields: [] }), 'vary'],
  ['a field that must be absent', verdict(fields(['dpop-nonce', 'a'])), 'dpop-nonce'],
  ['a field that is not expected', verdict(fields(['x-a', 'b'])), 'fields that nobody asked for'],
  [
    'an empty field that is not expected',
    verdict(fields(['x', ''])),
    'fields that nobody asked for',
  ],
  ['a field on two lines', verdict(fields(['vary', 'Accept'])), 'vary is repeated'],
  ['the same field line twice', verdict(fields(['vary', 'Origin'])), 'vary is repeated'],
  [
    'fields of the server',
    verdict(fields(['date', 'a'], ['etag', 'b'], ['x-powered-by', 'c'])),
    'passes',
  ],
  [
    'further fields of a fault',
    verdict({ status: 500, ...fields(['x-a', 'b']) }, { status: 500 }),
    'passes',
  ],
  ['any value', verdict({}, { fields: { vary: { any: true } } }), 'passes'],
  [
    'any value of a field that is not there',
    verdict({}, { fields: { vary: 'Origin', a: { any: true } } }),
    'passes',
  ],
  ['another body', verdict({}, { body: { text: '{"a": 1}' } }), 'body'],
  ['the same JSON', verdict({}, { body: { json: { a: 1 } } }), 'passes'],
  ['other JSON', verdict({}, { body: { json: { a: 2 } } }), 'body'],
  ['no JSON', verdict({ body: '<a>' }, { body: { json: { a: 1 } } }), 'the body is no JSON'],
  [
    'a new nonce',
    verdict(fields(['dpop-nonce', 'n2']), { fields: nonce }, { nonces: ['n1'] }),
    'passes',
  ],
  [
    'an old nonce',
    verdict(fields(['dpop-nonce', 'n1']), { fields: nonce }, { nonces: ['n1'] }),
    'dpop-nonce',
  ],
  ['a nonce with a space', verdict(fields(['dpop-nonce', 'a b']), { fields: nonce }), 'dpop-nonce'],
  ['an echo', verdict({ body: 'a.b.c' }, {}, { secrets: ['a.b.c'] }), 'a token or a proof echoes'],
];

describe('judge', () => {
  test.each(VERDICTS)('%s', (_what, given, wanted) => expect(given).toBe(wanted));
});
