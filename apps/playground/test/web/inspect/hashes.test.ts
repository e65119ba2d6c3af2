import { beforeAll, describe, expect, test } from 'vitest';
import { hashesOf } from '../../../web/inspect/hashes.ts';
import { readPasted } from '../../../web/inspect/read-pasted.ts';
import type { DpopKey } from '../../../web/session/dpop-key.ts';
import { makeDpopKey, makeProof } from '../../../web/session/dpop-key.ts';
import { jwt } from './jwt.ts';

// RFC 9449 section 7.1: the token and its hash.
const TOKEN = 'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU';
const ATH = 'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo';

let key: DpopKey;
let proof: string;
beforeAll(async () => {
  key = await makeDpopKey();
  proof = await makeProof(key, { method: 'GET', url: 'https://api.test/', accessToken: TOKEN });
});

test('gives the key and the token of a proof', async () => {
  expect(await hashesOf(readPasted(proof), undefined)).toEqual([
    { name: 'Key in the header', value: key.jkt, note: undefined },
    { name: 'Goes with the token', value: ATH, note: undefined },
  ]);
});

test('gives the key that a token is bound to', async () => {
  const bound = readPasted(jwt({}, { cnf: { jkt: 'thumbprint' } }));
  expect(await hashesOf(bound, undefined)).toEqual([
    { name: 'Bound to the key', value: 'thumbprint', note: undefined },
  ]);
});

describe('compares them with the current token', () => {
  test.each([
    {
      id: 'the same',
      own: true,
      notes: ['This is the current key.', 'This is the current token.'],
    },
    {
      id: 'another',
      own: false,
      notes: ['This is not the current key.', 'This is not the current token.'],
    },
  ])('$id', async ({ own, notes }) => {
    const current = own ? { token: TOKEN, key } : { token: 'another', key: await makeDpopKey() };
    const hashes = await hashesOf(readPasted(proof), current);
    expect(hashes.map(({ note }) => note)).toEqual(notes);
  });

  test('a Bearer token has no key to compare with', async () => {
    const [keyHash] = await hashesOf(readPasted(proof), { token: TOKEN });
    expect(keyHash?.note).toBeUndefined();
  });
});

test.each([
  { id: 'a key that is none', header: { jwk: { kty: 'EC' } }, claims: {} },
  { id: 'a cnf of another kind', header: {}, claims: { cnf: { jkt: 1 }, ath: null } },
  { id: 'a cnf that is null', header: {}, claims: { cnf: null } },
])('says nothing of $id', async ({ header, claims }) => {
  expect(await hashesOf(readPasted(jwt(header, claims)), undefined)).toEqual([]);
});
