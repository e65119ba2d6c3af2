import { expect, test } from 'vitest';
import { credentialOf } from '../../../web/session/credential.ts';
import { jwt } from '../inspect/jwt.ts';

// What String() and templates throw for.
const NO_TEXT = { toString: 1 };
const NOTHING = { subject: '', scopes: [], audience: '', expiresAt: 0 };

test.each([
  {
    id: 'all there is',
    claims: { sub: 'alice', aud: 'api', exp: 5, scope: 'a b' },
    shown: { subject: 'alice', scopes: ['a', 'b'], audience: 'api', expiresAt: 5 },
  },
  { id: 'several audiences', claims: { aud: ['a', 'b'] }, shown: { ...NOTHING, audience: 'a b' } },
  { id: 'nothing', claims: {}, shown: NOTHING },
  { id: 'null', claims: { sub: null, aud: null, exp: null, scope: null }, shown: NOTHING },
  { id: 'numbers', claims: { sub: 1, aud: 1, exp: '5', scope: 1 }, shown: NOTHING },
  {
    id: 'objects',
    claims: { sub: NO_TEXT, aud: NO_TEXT, exp: NO_TEXT, scope: NO_TEXT },
    shown: NOTHING,
  },
  { id: 'objects in a list', claims: { aud: [NO_TEXT] }, shown: NOTHING },
])('what a token says of itself: $id', ({ claims, shown }) => {
  expect(credentialOf(jwt({}, claims), { from: 'sign-in' })).toMatchObject(shown);
});

test('a token that says to expire at no moment that there is', () => {
  const payload = Buffer.from('{"exp":1e999}').toString('base64url');
  expect(credentialOf(`e30.${payload}.`, { from: 'sign-in' }).expiresAt).toBe(0);
});
