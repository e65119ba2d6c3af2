import { expect, test } from 'vitest';
import type { Challenge } from '../../../web/send/parse-challenges.ts';
import { parseChallenges } from '../../../web/send/parse-challenges.ts';

interface Row {
  readonly id: string;
  readonly field: string;
  readonly challenges: readonly Challenge[];
}

const BARE = { parameters: [] };

const WELL_FORMED: readonly Row[] = [
  { id: 'nothing', field: '', challenges: [] },
  { id: 'a scheme alone', field: 'Bearer', challenges: [{ scheme: 'Bearer', ...BARE }] },
  {
    id: 'two schemes without parameters',
    field: 'Bearer, DPoP',
    challenges: [
      { scheme: 'Bearer', ...BARE },
      { scheme: 'DPoP', ...BARE },
    ],
  },
  {
    id: 'two schemes with parameters, as Holdfast writes them',
    field: 'Bearer realm="api", error="invalid_token", DPoP algs="ES256"',
    challenges: [
      {
        scheme: 'Bearer',
        parameters: [
          ['realm', 'api'],
          ['error', 'invalid_token'],
        ],
      },
      { scheme: 'DPoP', parameters: [['algs', 'ES256']] },
    ],
  },
  {
    id: 'the example of RFC 9110 section 11.6.1',
    field: 'Basic realm="simple", Newauth realm="apps", type=1, title="Login to \\"apps\\""',
    challenges: [
      { scheme: 'Basic', parameters: [['realm', 'simple']] },
      {
        scheme: 'Newauth',
        parameters: [
          ['realm', 'apps'],
          ['type', '1'],
          ['title', 'Login to "apps"'],
        ],
      },
    ],
  },
  {
    id: 'a comma, an equals sign and a scheme inside of quotes',
    field: 'Bearer error_description="a, b=c, DPoP d", scope="x y"',
    challenges: [
      {
        scheme: 'Bearer',
        parameters: [
          ['error_description', 'a, b=c, DPoP d'],
          ['scope', 'x y'],
        ],
      },
    ],
  },
  {
    id: 'an escaped backslash at the end of quotes',
    field: 'Bearer a="b\\\\", c=d',
    challenges: [
      {
        scheme: 'Bearer',
        parameters: [
          ['a', 'b\\'],
          ['c', 'd'],
        ],
      },
    ],
  },
  {
    id: 'an empty value in quotes',
    field: 'Bearer realm=""',
    challenges: [{ scheme: 'Bearer', parameters: [['realm', '']] }],
  },
  {
    id: 'token68 between other challenges',
    field: 'Negotiate YWJjZA==, Bearer realm="api"',
    challenges: [
      { scheme: 'Negotiate', ...BARE, token68: 'YWJjZA==' },
      { scheme: 'Bearer', parameters: [['realm', 'api']] },
    ],
  },
  {
    id: 'white space wherever it may be, and empty members',
    field: ' , Bearer  realm = "api" ,\t, error= x ,',
    challenges: [
      {
        scheme: 'Bearer',
        parameters: [
          ['realm', 'api'],
          ['error', 'x'],
        ],
      },
    ],
  },
];

const GARBAGE: readonly Row[] = [
  { id: 'a parameter before any scheme', field: 'realm="api"', challenges: [] },
  { id: 'signs', field: '"=;@(/', challenges: [] },
  { id: 'commas', field: ',,,', challenges: [] },
  {
    id: 'quotes that do not end',
    field: 'Bearer realm="api',
    challenges: [{ scheme: 'Bearer', ...BARE }],
  },
  {
    id: 'a parameter that is none, among good ones',
    field: 'Bearer a=1, b=(2), c=3',
    challenges: [
      {
        scheme: 'Bearer',
        parameters: [
          ['a', '1'],
          ['c', '3'],
        ],
      },
    ],
  },
  {
    id: 'something behind quotes',
    field: 'Bearer a="1"x, c=3',
    challenges: [{ scheme: 'Bearer', parameters: [['c', '3']] }],
  },
  {
    id: 'line breaks',
    field: 'Bearer\r\n realm="a\nb"',
    challenges: [],
  },
];

test.each(WELL_FORMED)('challenges: $id', ({ field, challenges }) => {
  expect(parseChallenges(field)).toEqual(challenges);
});

test.each(GARBAGE)('challenges that are none: $id', ({ field, challenges }) => {
  expect(parseChallenges(field)).toEqual(challenges);
});

test.each([
  { id: 'a quote and backslashes', field: `Bearer a="${'\\'.repeat(100_000)}` },
  { id: 'quotes', field: '"'.repeat(100_000) },
  { id: 'beginnings of parameters', field: 'Bearer a="'.repeat(10_000) },
  { id: 'white space', field: `Bearer${' '.repeat(100_000)}x${' '.repeat(100_000)}(` },
])('an endless field comes to an end: $id', ({ field }) => {
  expect(() => parseChallenges(field)).not.toThrow();
});
