import { expect, test } from 'vitest';
import type { Expected } from '../../../web/attack/attack.ts';
import { judge } from '../../../web/attack/verdict.ts';
import type { Call } from '../../../web/send/send.ts';

const EXPIRED: Expected = { status: 401, error: 'invalid_token', reason: 'expired' };
const MISSING: Expected = { status: 401, reason: 'missing_authorization' };

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

function call(status: number, challenge?: string, reason?: string): Call {
  const refusal = { name: '', status, code: '', reason: reason ?? '', message: '', details: {} };
  return {
    request: { framework: 'koa', method: 'GET', url: 'http://127.0.0.1/', headers: [] },
    answer: {
      status,
      headers: challenge === undefined ? [] : [['www-authenticate', challenge]],
      body: '',
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
