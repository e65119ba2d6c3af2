import { createDpopClient } from '@holdfast/auth-testing';
import { afterAll, describe, expect, test } from 'vitest';
import { auth } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import type { Answer, SentRequest } from './server.ts';
import { openServer } from './server.ts';
import { bearer, createApi, issuer } from './setting.ts';

const server = await openServer();
afterAll(server.close);
const client = await createDpopClient();
const token = await issuer.mint();
const bound = await issuer.mint({ dpopKey: client });

for (const { name, express } of FRAMEWORKS) {
  describe(`${name}: HEAD`, () => {
    const serve = (): void => {
      server.mount(express().get('/', auth(createApi()), (_req, res) => void res.send('passed')));
    };
    const comparable = ({ status, headers }: Answer): unknown => {
      // RFC 9110 section 8.6: the length may be left out of the answer to HEAD.
      const { date: _date, 'content-length': _length, ...rest } = headers;
      return { status, ...rest };
    };

    for (const [id, request] of [
      ['accepted', bearer(token)],
      ['without credentials', {}],
      ['with a malformed token', bearer('{}')],
      ['from another origin', { fields: [['Origin', 'https://app.example']] }],
    ] as ReadonlyArray<readonly [string, SentRequest]>) {
      test(`${id} is answered like GET, without a body`, async () => {
        serve();
        const get = await server.send(request);
        const head = await server.send({ ...request, method: 'HEAD' });
        expect(head.body).toBe('');
        expect(get.body).not.toBe('');
        expect(comparable(head)).toEqual(comparable(get));
      });
    }

    test('a proof for GET is none for HEAD', async () => {
      serve();
      const proof = await client.proof({
        method: 'GET',
        url: `http://${server.host}/`,
        accessToken: bound,
      });
      const fields = [
        ['Authorization', `DPoP ${bound}`],
        ['DPoP', proof],
      ] as const;
      const answer = await server.send({ method: 'HEAD', fields });
      expect(answer.headers['www-authenticate']).toContain('made for another method');
    });
  });
}
