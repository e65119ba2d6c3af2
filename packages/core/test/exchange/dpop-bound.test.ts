import { createDpopClient } from '@holdfast/auth-testing';
import { describe, expect, test } from 'vitest';
import { createExchange, EXCHANGES, goodAnswer, SUBJECT } from './setting.ts';

describe('a subject token that is bound to a DPoP key', () => {
  test('is forwarded as it is, without a proof', async () => {
    const { api, issuer, sent } = await createExchange();
    const token = await issuer.mint({ dpopKey: await createDpopClient() });
    for (const { call } of EXCHANGES) await call(api, token);
    expect(sent).toHaveLength(EXCHANGES.length);
    for (const { field, headers } of sent) {
      expect(field('subject_token')).toBe(token);
      expect(headers.has('dpop')).toBe(false);
    }
  });

  test('is what a verified request holds, to be exchanged on', async () => {
    const { api, issuer, sent, clock } = await createExchange();
    const client = await createDpopClient({ now: clock.now });
    const accessToken = await issuer.mint({ dpopKey: client });
    const [method, url] = ['GET', 'https://api.test/orders'];
    const auth = await api.verifyRequest({
      method,
      url,
      headers: {
        authorization: `DPoP ${accessToken}`,
        dpop: await client.proof({ method, url, accessToken }),
      },
    });
    await api.getTokenOnBehalfOf(auth.token, { audience: 'https://downstream.test' });
    expect(sent[0]?.field('subject_token')).toBe(accessToken);
  });
});

describe('token_type is reported as it came (RFC 9449 5)', () => {
  test.each(['DPoP', 'dpop', 'Bearer', 'N_A'])('%s', async (type) => {
    const { api } = await createExchange({ answer: () => goodAnswer({ token_type: type }) });
    const results = [
      await api.getTokenOnBehalfOf(SUBJECT, { audience: 'https://downstream.test' }),
      await api.getTokenByExchangeProfile(SUBJECT, { subjectTokenType: 'urn:example:legacy' }),
    ];
    for (const { tokenType } of results) expect(tokenType).toBe(type);
  });
});
