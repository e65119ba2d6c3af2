import { expect, test } from 'vitest';
import { expectRefused, withToken } from '../protected-api.ts';
import { createSetting } from './setting.ts';

const REFUSED = { status: 401, reason: 'issuer_not_allowed' } as const;
const HINT = 'The two differ in the trailing slash alone.';

test.each([
  { id: 'another issuer', iss: 'https://other.test/', received: 'https://other.test/' },
  {
    id: 'a slash too few',
    iss: 'https://issuer.test',
    received: 'https://issuer.test',
    hint: HINT,
  },
  {
    id: 'what may be a token',
    iss: 'eyJhbGciOiJIUzI1NiJ9.e30.x',
    received: 'no issuer identifier',
  },
  {
    id: 'a URL with a query',
    iss: 'https://a.test/?token=x',
    received: 'no issuer identifier',
  },
])('what an operator is told of $id', async ({ iss, received, hint }) => {
  const { api, issuer } = await createSetting();
  const token = await issuer.mint({ claims: { iss } });
  const error = await expectRefused(api, withToken(token), REFUSED);
  expect(error.details).toEqual({
    expected: [issuer.issuer],
    received,
    ...(hint !== undefined && { hint }),
  });
});
