import { describe, expect, test } from 'vitest';
import { redact } from '../../src/exchange/redact.ts';

const TOKEN = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJlIG9mIHRoaXMgdG9rZW4';

const ROWS: readonly (readonly [
  id: string,
  text: string,
  secrets: readonly string[],
  shown: string,
])[] = [
  ['nothing secret', 'Invalid subject token.', [TOKEN], 'Invalid subject token.'],
  ['no secrets', 'Invalid subject token.', [], 'Invalid subject token.'],
  ['an empty secret', 'Invalid.', [''], 'Invalid.'],
  ['a whole token', `Token ${TOKEN} is bad.`, [TOKEN], 'Token *** is bad.'],
  ['a token twice', `${TOKEN},${TOKEN}`, [TOKEN], '***,***'],
  ['the beginning of a token', `Token ${TOKEN.slice(0, 20)}…`, [TOKEN], 'Token ***…'],
  ['the end of a token', `Token ...${TOKEN.slice(-20)}`, [TOKEN], 'Token ...***'],
  ['a part of 16 characters', TOKEN.slice(10, 26), [TOKEN], '***'],
  ['a part of 15 characters', TOKEN.slice(10, 25), [TOKEN], TOKEN.slice(10, 25)],
  ['a part of a short secret', 'It was not s3cret.', ['s3cret!'], 'It was not s3cret.'],
  ['a short secret', 'It was s3cret!', ['s3cret!'], 'It was ***'],
  [
    'a secret in a secret',
    'It was hunter2-hunter2.',
    ['hunter2', 'hunter2-hunter2'],
    'It was ***.',
  ],
  ['two secrets side by side', 'hunter2swordfish9', ['hunter2', 'swordfish9'], '***'],
  ['a secret of three characters', 'abc', ['abc'], 'abc'],
  ['a short word', 'secret hunter is wrong', ['hunter'], 'secret *** is wrong'],
  ['a long word', 'The password is bad.', ['password'], 'The *** is bad.'],
  ['as a form', 'p%40ss+w%2Frd%21', ['p@ss w/rd!'], '***'],
  ['percent-encoded', 'p%40ss%20w%2Frd!', ['p@ss w/rd!'], '***'],
  ['percent-encoded in lower case', 'p%40ss%20w%2frd!', ['p@ss w/rd!'], '***'],
  ['base64', btoa('p@ss>>w??d'), ['p@ss>>w??d'], '***=='],
  ['base64url', 'cEBzcz4-dz8_ZA', ['p@ss>>w??d'], '***'],
  ['a JSON string', JSON.stringify('p@"ss"\\'), ['p@"ss"\\'], '"***"'],
  ['half a surrogate pair', 'bad: p@ss\ud800', ['p@ss\ud800'], 'bad: ***'],
  ['line ends', 'one\r\n\r\ntwo\tthree', [TOKEN], 'one two three'],
  ['a long text', 'x'.repeat(5000), [TOKEN], 'x'.repeat(1000)],
  [
    'a token at the end of a long text',
    `${'.'.repeat(990)}${TOKEN}`,
    [TOKEN],
    `${'.'.repeat(990)}***`,
  ],
];

describe('redact', () => {
  test.each(ROWS)('%s', (_, text, secrets, shown) => {
    expect(redact(text, secrets)).toBe(shown);
  });

  test('a secret of a megabyte is looked for by its beginning', () => {
    const secret = '0123456789abcdef'.repeat(65_536);
    expect(redact(`a ${secret.slice(0, 500)} b`, [secret])).toBe('a *** b');
  });
});
