import { beforeAll, describe, expect, test } from 'vitest';
import { pastedFields, sendingOf } from '../../../web/inspect/pasted-fields.ts';
import { readPasted } from '../../../web/inspect/read-pasted.ts';
import type { DpopKey } from '../../../web/session/dpop-key.ts';
import { makeDpopKey } from '../../../web/session/dpop-key.ts';
import { jwt } from './jwt.ts';

const request = { method: 'GET', url: 'http://127.0.0.1:4001/whoami' };
const PROOF = jwt({ typ: 'dpop+jwt' }, {});
const FREE = jwt({ typ: 'at+jwt' }, {});
const OF_ANOTHER = jwt({ typ: 'at+jwt' }, { cnf: { jkt: 'another' } });

let key: DpopKey;
let bound: string;
beforeAll(async () => {
  key = await makeDpopKey();
  bound = jwt({ typ: 'at+jwt' }, { cnf: { jkt: key.jkt } });
});

describe('sends', () => {
  test('a proof with the token that goes with it', async () => {
    const reading = readPasted(PROOF);
    expect(await pastedFields(request, reading, { accessToken: 'token' })).toEqual([
      ['authorization', 'DPoP token'],
      ['dpop', PROOF],
    ]);
  });

  test.each([
    { id: 'a token that is not bound', text: FREE },
    { id: 'a token that is bound to the key of somebody else', text: OF_ANOTHER },
    { id: 'what is no JWT', text: 'opaque' },
  ])('as Bearer: $id', async ({ text }) => {
    expect(await pastedFields(request, readPasted(text), { accessToken: '', key })).toEqual([
      ['authorization', `Bearer ${text}`],
    ]);
  });

  test('a token that is bound to the own key, with a new proof', async () => {
    const [authorization, proof] = await pastedFields(request, readPasted(bound), {
      accessToken: '',
      key,
    });
    expect(authorization).toEqual(['authorization', `DPoP ${bound}`]);
    expect(readPasted(proof?.[1] ?? '').claims).toMatchObject({ htm: 'GET', htu: request.url });
  });
});

test('sends a token as Bearer where its key is gone', () => {
  expect(sendingOf(readPasted(bound), {})).toBe('bearer');
});

test.each([
  { id: 'a token', text: 'tökén', accessToken: '' },
  { id: 'the token of a proof', text: PROOF, accessToken: '€' },
])('refuses what no field can carry: $id', async ({ text, accessToken }) => {
  await expect(pastedFields(request, readPasted(text), { accessToken })).rejects.toThrow(
    'This cannot be sent: a header field takes ASCII characters only.',
  );
});
