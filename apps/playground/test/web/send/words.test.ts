import { expect, test } from 'vitest';
import { meaningOfParameter, meaningOfScheme } from '../../../web/send/challenge-words.ts';
import { shortened } from '../../../web/send/shortened.ts';
import { statusInWords, whyNoChallenge } from '../../../web/send/status-words.ts';

test.each([
  { id: 'a parameter', name: 'resource_metadata', value: 'x', source: ['9728', '5.1'] },
  { id: 'a parameter in capitals', name: 'Realm', value: 'x', source: ['9110', '11.5'] },
  { id: 'a parameter of DPoP', name: 'algs', value: 'ES256', source: ['9449', '7.1'] },
  { id: 'a parameter of step-up', name: 'max_age', value: '300', source: ['9470', '3'] },
  { id: 'invalid_token', name: 'error', value: 'invalid_token', source: ['6750', '3.1'] },
  { id: 'use_dpop_nonce', name: 'error', value: 'use_dpop_nonce', source: ['9449', '9'] },
  { id: 'an unknown error', name: 'error', value: 'toString', source: ['6750', '3'] },
])('where it is laid down: $id', ({ name, value, source }) => {
  const { rfc, section } = meaningOfParameter(name, value) ?? {};
  expect([String(rfc), section]).toEqual(source);
});

test.each(['x-own', 'constructor', 'toString'])('nothing lays down the parameter %s', (name) => {
  expect(meaningOfParameter(name, 'x')).toBeUndefined();
});

test('schemes are known in any case', () => {
  expect(meaningOfScheme('DPOP')).toEqual(meaningOfScheme('dpop'));
  expect(meaningOfScheme('DPOP')?.rfc).toBe(9449);
  expect(meaningOfScheme('constructor')).toBeUndefined();
});

test.each([
  { status: 401, words: '401 Unauthorized' },
  { status: 418, words: '418' },
])('the status in words: $status', ({ status, words }) => {
  expect(statusInWords(status)).toBe(words);
});

const CHALLENGE = ['www-authenticate', 'Bearer error="insufficient_scope"'] as const;

test.each([
  { id: '403', status: 403, headers: [], sentence: /refuses it/ },
  { id: '403 with a challenge', status: 403, headers: [CHALLENGE], sentence: undefined },
  { id: '503', status: 503, headers: [['Retry-After', '1']], sentence: /again after 1 s/ },
  { id: '503 of something else', status: 503, headers: [], sentence: undefined },
  { id: '404', status: 404, headers: [], sentence: undefined },
] as const)('why there is no challenge: $id', ({ status, headers, sentence }) => {
  const why = whyNoChallenge({ status, headers })?.sentence;
  expect(why).toEqual(sentence && expect.stringMatching(sentence));
});

test.each([
  { id: 'a token', value: `DPoP ${'a'.repeat(60)}${'b'.repeat(60)}` },
  { id: 'a word of one line', value: 'a'.repeat(71) },
  { id: 'a long sentence', value: 'word '.repeat(40) },
])('what is long loses its middle: $id', ({ id, value }) => {
  const short = `DPoP ${'a'.repeat(28)}…${'b'.repeat(12)}`;
  expect(shortened(value)).toBe(id === 'a token' ? short : value);
});
