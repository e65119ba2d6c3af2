import { expect, test } from 'vitest';
import { CLAIMS, HEADER_MEMBERS } from '../../../web/inspect/members.ts';

const META = [...HEADER_MEMBERS, ...CLAIMS].map(([name, meaning]) => ({ name, ...meaning }));

test.each(META)('$name is explained, and where that is laid down', ({ sentence, source }) => {
  expect(sentence).toMatch(/^[A-Z].*\.$/);
  const place = 'rfc' in source ? source.section : source.openId;
  expect(place).toMatch('rfc' in source ? /^\d+(\.\d+)*$/ : /^[A-Z]\w+$/);
});

// RFC 9068 section 2.2, RFC 9449 section 4.2, RFC 8693 section 4: what the playground's tokens and proofs say.
test.each(['iss sub aud exp iat jti client_id scope acr auth_time', 'cnf act htm htu ath nonce'])(
  'the claims are known: %s',
  (names) => {
    expect(names.split(' ').filter((name) => !CLAIMS.has(name))).toEqual([]);
  },
);
