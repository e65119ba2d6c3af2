import { createDpopClient } from '@holdfast/auth-testing';
import type { RequestHandler } from 'express';
import { afterAll, describe, expect, test } from 'vitest';
import { auth } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import type { SentRequest } from './server.ts';
import { openServer } from './server.ts';
import { bearer, createApi, issuer } from './setting.ts';

const server = await openServer();
afterAll(server.close);
const client = await createDpopClient();
const token = await issuer.mint();
const bound = await issuer.mint({ dpopKey: client });
const makeProof = () =>
  client.proof({ method: 'GET', url: `http://${server.host}/`, accessToken: bound });
const [proof, otherProof] = [await makeProof(), await makeProof()];
const passed: RequestHandler = (_req, res) => void res.end('passed');

interface Repeated {
  readonly id: string;
  readonly fields: NonNullable<SentRequest['fields']>;
  readonly status: number;
  readonly message: string;
}

const ONE_CREDENTIAL = 'There must be one Authorization field with one credential.';
const ONE_PROOF = 'There must be one DPoP field with one proof.';
const good = ['Authorization', `Bearer ${token}`] as const;
const goodDpop = ['Authorization', `DPoP ${bound}`] as const;

const REPEATED: readonly Repeated[] = [
  { id: 'a token twice', fields: [good, good], status: 400, message: ONE_CREDENTIAL },
  {
    id: 'a token twice, names in other cases',
    fields: [good, ['AUTHORIZATION', good[1]]],
    status: 400,
    message: ONE_CREDENTIAL,
  },
  {
    id: 'a good token hidden by Basic before it',
    fields: [['Authorization', 'Basic YTpi'], good],
    status: 400,
    message: ONE_CREDENTIAL,
  },
  {
    id: 'a good token before another one',
    fields: [good, ['X-Between', 'a'], ['authorization', 'Bearer other']],
    status: 400,
    message: ONE_CREDENTIAL,
  },
  {
    id: 'a token and an empty field',
    fields: [good, ['Authorization', '']],
    status: 400,
    message: ONE_CREDENTIAL,
  },
  {
    id: 'two tokens in one field',
    fields: [['Authorization', `Bearer ${token}, Bearer ${token}`]],
    status: 400,
    message: ONE_CREDENTIAL,
  },
  {
    id: 'a proof twice',
    fields: [goodDpop, ['DPoP', proof], ['DPoP', proof]],
    status: 401,
    message: ONE_PROOF,
  },
  {
    id: 'two proofs, names in other cases',
    fields: [goodDpop, ['dpop', proof], ['DPOP', otherProof]],
    status: 401,
    message: ONE_PROOF,
  },
  {
    id: 'two proofs in one field',
    fields: [goodDpop, ['DPoP', `${proof}, ${otherProof}`]],
    status: 401,
    message: ONE_PROOF,
  },
  {
    id: 'a proof and an empty field',
    fields: [goodDpop, ['DPoP', proof], ['DPoP', '']],
    status: 401,
    message: ONE_PROOF,
  },
];

for (const { name, express } of FRAMEWORKS) {
  describe(`${name}: repeated fields are refused`, () => {
    for (const { id, fields, status, message } of REPEATED) {
      test(id, async () => {
        server.mount(express().use(auth(createApi()), passed));
        const answer = await server.send({ fields });
        expect(answer.status).toBe(status);
        expect(JSON.parse(answer.body)).toMatchObject({ error_description: message });
        expect(answer.headers['www-authenticate']).toContain(message);
      });
    }

    test('other repeated fields are nobody\u2019s business', async () => {
      server.mount(express().use(auth(createApi()), passed));
      const fields = [
        ['X-Tag', 'a'],
        ['X-Tag', 'b'],
        ['Accept', 'a/b'],
        ['Accept', 'c/d'],
      ] as const;
      expect((await server.send(bearer(token, { fields }))).body).toBe('passed');
    });
  });
}
