import { expect, test } from 'vitest';
import type { Expected } from '../../../web/attack/attack.ts';
import { judge } from '../../../web/attack/verdict.ts';
import type { Call, Field } from '../../../web/send/send.ts';

const EXPIRED: Expected = { status: 401, error: 'invalid_token', reason: 'expired' };
const MISSING: Expected = { status: 401, reason: 'missing_authorization' };
const SCOPE: Expected = {
  status: 403,
  error: 'insufficient_scope',
  reason: 'insufficient_scope',
  parameters: { scope: 'write' },
};
const NONCE: Expected = {
  status: 401,
  error: 'use_dpop_nonce',
  reason: 'missing_nonce',
  field: 'DPoP-Nonce',
};

const rows = [
  {
    id: 'as it must be',
    expected: EXPIRED,
    calls: [call(401, 'Bearer realm="api", error="invalid_token", DPoP algs="ES256"', 'expired')],
    verdict: [true, 'Refused as it must be: 401 invalid_token, expired.'],
  },
  {
    id: 'as it must be, without an error code',
    expected: MISSING,
    calls: [call(401, 'Bearer realm="api", DPoP algs="ES256"', 'missing_authorization')],
    verdict: [true, 'Refused as it must be: 401 no error code, missing_authorization.'],
  },
  {
    id: 'the error on the second challenge',
    expected: { ...EXPIRED, error: 'invalid_dpop_proof' },
    calls: [call(401, 'Bearer realm="api", DPoP error="invalid_dpop_proof"', 'expired')],
    verdict: [true, 'Refused as it must be: 401 invalid_dpop_proof, expired.'],
  },
  ...[
    ['more than the error', '{"error":"invalid_token","salary":4200}'],
    ['what was asked for', '{"messages":[]}'],
    ['a page', '<h1>invalid_token</h1>'],
  ].map(([id = '', body = '']) => ({
    id: `a body with ${id}`,
    expected: EXPIRED,
    calls: [withBody(call(401, 'Bearer error="invalid_token"', 'expired'), body)],
    verdict: [false, '401 invalid_token, expired came, but the body is not the error alone.'],
  })),
  {
    id: 'let in',
    expected: EXPIRED,
    calls: [call(200)],
    verdict: [false, '200 came, and not 401 invalid_token, expired.'],
  },
  {
    id: 'another status',
    expected: EXPIRED,
    calls: [call(400, 'Bearer error="invalid_token"', 'expired')],
    verdict: [false, '400 invalid_token, expired came, and not 401 invalid_token, expired.'],
  },
  {
    id: 'another error',
    expected: EXPIRED,
    calls: [call(401, 'Bearer error="invalid_request"', 'expired')],
    verdict: [false, '401 invalid_request, expired came, and not 401 invalid_token, expired.'],
  },
  {
    id: 'an error where none may be',
    expected: MISSING,
    calls: [call(401, 'Bearer error="invalid_token"', 'missing_authorization')],
    verdict: [
      false,
      '401 invalid_token, missing_authorization came, and not 401 no error code, missing_authorization.',
    ],
  },
  {
    id: 'another reason',
    expected: EXPIRED,
    calls: [call(401, 'Bearer error="invalid_token"', 'bad_signature')],
    verdict: [false, '401 invalid_token, bad_signature came, and not 401 invalid_token, expired.'],
  },
  {
    id: 'no reason, as nothing was decided',
    expected: EXPIRED,
    calls: [call(431)],
    verdict: [false, '431 no error code came, and not 401 invalid_token, expired.'],
  },
  {
    id: 'a good call before it',
    expected: EXPIRED,
    calls: [call(200), call(401, 'Bearer error="invalid_token"', 'expired')],
    verdict: [true, 'Refused as it must be: 401 invalid_token, expired.'],
  },
  {
    id: 'a good call that was refused',
    expected: EXPIRED,
    calls: [
      call(401, 'Bearer error="invalid_token"', 'bad_signature'),
      call(401, 'Bearer error="invalid_token"', 'expired'),
    ],
    verdict: [
      false,
      'A good request before the attack was not let in: 401 invalid_token, bad_signature.',
    ],
  },
  {
    id: 'with the scope that is asked for',
    expected: SCOPE,
    calls: [call(403, `Bearer error="insufficient_scope", scope="write"`, 'insufficient_scope')],
    verdict: [
      true,
      'Refused as it must be: 403 insufficient_scope, insufficient_scope, with scope="write".',
    ],
  },
  {
    id: 'without the scope',
    expected: SCOPE,
    calls: [call(403, 'Bearer error="insufficient_scope"', 'insufficient_scope')],
    verdict: [
      false,
      '403 insufficient_scope, insufficient_scope came, but not with scope="write".',
    ],
  },
  {
    id: 'another scope, and the right one on a challenge that names no error',
    expected: SCOPE,
    calls: [
      call(
        403,
        'DPoP scope="write", Bearer error="insufficient_scope", scope="read"',
        'insufficient_scope',
      ),
    ],
    verdict: [
      false,
      '403 insufficient_scope, insufficient_scope came, but not with scope="write".',
    ],
  },
  {
    id: 'with one of two parameters',
    expected: { ...SCOPE, parameters: { acr_values: 'second', max_age: '300' } },
    calls: [
      call(
        403,
        'Bearer error="insufficient_scope", acr_values="second", max_age="3600"',
        'insufficient_scope',
      ),
    ],
    verdict: [
      false,
      '403 insufficient_scope, insufficient_scope came, but not with max_age="300".',
    ],
  },
  {
    id: 'with the field that is needed',
    expected: NONCE,
    calls: [call(401, 'DPoP error="use_dpop_nonce"', 'missing_nonce', ['dpop-nonce', 'abc'])],
    verdict: [
      true,
      'Refused as it must be: 401 use_dpop_nonce, missing_nonce, with the field DPoP-Nonce.',
    ],
  },
  {
    id: 'without the field',
    expected: NONCE,
    calls: [call(401, 'DPoP error="use_dpop_nonce"', 'missing_nonce')],
    verdict: [false, '401 use_dpop_nonce, missing_nonce came, but not with the field DPoP-Nonce.'],
  },
  {
    id: 'with an empty field',
    expected: NONCE,
    calls: [call(401, 'DPoP error="use_dpop_nonce"', 'missing_nonce', ['dpop-nonce', ''])],
    verdict: [false, '401 use_dpop_nonce, missing_nonce came, but not with the field DPoP-Nonce.'],
  },
  {
    id: 'with the schemes that are accepted',
    expected: { ...MISSING, schemes: ['Bearer', 'DPoP'] },
    calls: [call(401, 'Bearer realm="api", DPoP algs="ES256"', 'missing_authorization')],
    verdict: [
      true,
      'Refused as it must be: 401 no error code, missing_authorization, with Bearer and DPoP as the only schemes.',
    ],
  },
  {
    id: 'with a scheme too much',
    expected: { ...MISSING, schemes: ['DPoP'] },
    calls: [call(401, 'Bearer realm="api", DPoP algs="ES256"', 'missing_authorization')],
    verdict: [
      false,
      '401 no error code, missing_authorization came, but not with DPoP as the only scheme.',
    ],
  },
] as const;

test.each(rows)('judges: $id', ({ expected, calls, verdict: [isExpected, sentence] }) => {
  expect(judge(calls, expected)).toEqual({
    isExpected,
    sentence,
    status: calls.at(-1)?.answer.status,
  });
});

test('refuses to judge when nothing was sent', () => {
  expect(() => judge([], EXPIRED)).toThrow('Nothing was sent that could be judged.');
});

function withBody(given: Call, body: string): Call {
  return { ...given, answer: { ...given.answer, body } };
}

function call(status: number, challenge?: string, reason?: string, ...fields: Field[]): Call {
  const body = '{"error":"invalid_token","error_description":"The access token has expired."}';
  const refusal = { name: '', status, code: '', reason: reason ?? '', message: '', details: {} };
  return {
    request: { framework: 'koa', method: 'GET', url: 'http://127.0.0.1/', headers: [] },
    answer: {
      status,
      headers: challenge === undefined ? fields : [['www-authenticate', challenge], ...fields],
      body,
    },
    decisions:
      reason === undefined
        ? []
        : [
            {
              ...{ kind: 'decision', id: 1, at: 0, api: 'koa', stage: 'authentication' },
              ...{ method: 'GET', path: '/', ms: 0, refusal },
            },
          ],
    steps: [],
  };
}
