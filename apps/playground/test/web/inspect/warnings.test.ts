import { expect, test } from 'vitest';
import { readPasted } from '../../../web/inspect/read-pasted.ts';
import { warningsOf } from '../../../web/inspect/warnings.ts';
import { jwt } from './jwt.ts';

const GOOD = { alg: 'RS256', typ: 'at+jwt', kid: 'k' };
const PROOF = { alg: 'ES256', typ: 'dpop+jwt', jwk: { kty: 'EC' } };
// What String() and Number() throw for.
const NO_TEXT = { toString: 1 };
const CLAIMS = { iat: 1000, exp: 1600 };

test.each([
  { id: 'a good token', pasted: jwt(GOOD, CLAIMS), warnings: [] },
  { id: 'a good proof', pasted: jwt(PROOF, { ath: 'h' }), warnings: [] },
  { id: 'what is no JWT', pasted: 'opaque', warnings: [] },
  { id: 'alg none', pasted: jwt({ ...GOOD, alg: 'nOnE' }, CLAIMS), warnings: [/Nobody signed/] },
  { id: 'a secret', pasted: jwt({ ...GOOD, alg: 'HS256' }, CLAIMS), warnings: [/shared secret/] },
  { id: 'no signature', pasted: jwt(GOOD, CLAIMS, ''), warnings: [/signature is empty/] },
  {
    id: 'a private key in a proof',
    pasted: jwt({ ...PROOF, jwk: { kty: 'EC', d: 'x' } }, { ath: 'h' }),
    warnings: [/private half/],
  },
  { id: 'a jku', pasted: jwt({ ...GOOD, jku: 'x' }, CLAIMS), warnings: [/its own key/] },
  {
    id: 'a secret key in a token',
    pasted: jwt({ ...GOOD, jwk: { k: 'x' } }, CLAIMS),
    warnings: [/private half/, /its own key/],
  },
  { id: 'crit', pasted: jwt({ ...GOOD, crit: [] }, CLAIMS), warnings: [/crit/] },
  { id: 'no exp', pasted: jwt(GOOD, { iat: 1 }), warnings: [/never expires/] },
  { id: 'a day', pasted: jwt(GOOD, { iat: 0, exp: 86_400 }), warnings: [] },
  { id: 'more than a day', pasted: jwt(GOOD, { iat: 0, exp: 86_401 }), warnings: [/than a day/] },
  { id: 'a proof without ath', pasted: jwt(PROOF, {}), warnings: [/no access token/] },
  { id: 'an alg without text', pasted: jwt({ ...GOOD, alg: NO_TEXT }, CLAIMS), warnings: [] },
  { id: 'an exp without text', pasted: jwt(GOOD, { iat: 0, exp: NO_TEXT }), warnings: [] },
  { id: 'an iat without text', pasted: jwt(GOOD, { iat: NO_TEXT, exp: 9 }), warnings: [] },
  { id: 'a jwk that is null', pasted: jwt({ ...PROOF, jwk: null }, { ath: 'h' }), warnings: [] },
])('$id', ({ pasted, warnings }) => {
  const found = warningsOf(readPasted(pasted));
  expect(found).toEqual(warnings.map((words) => expect.stringMatching(words)));
});
