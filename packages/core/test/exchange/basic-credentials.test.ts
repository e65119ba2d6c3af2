import { describe, expect, test } from 'vitest';
import { readBasic } from './sent-request.ts';
import { createExchange, EXCHANGES } from './setting.ts';

const CREDENTIALS: readonly { id: string; secret: string; wire?: string }[] = [
  { id: 'plain-id_1.a', secret: 'plain*Secret_2', wire: 'plain-id_1.a:plain*Secret_2' },
  { id: 'a:b', secret: 'c:d:e', wire: 'a%3Ab:c%3Ad%3Ae' },
  { id: '100%', secret: '%41%zz%', wire: '100%25:%2541%25zz%25' },
  { id: 'a+b', secret: '+ + +', wire: 'a%2Bb:%2B+%2B+%2B' },
  { id: 'two words', secret: ' spaces around ', wire: 'two+words:+spaces+around+' },
  { id: 'Zoë', secret: 'pässwörd', wire: 'Zo%C3%AB:p%C3%A4ssw%C3%B6rd' },
  { id: '日本', secret: '鍵🔑', wire: '%E6%97%A5%E6%9C%AC:%E9%8D%B5%F0%9F%94%91' },
  { id: 'a&b=c', secret: '!\'()~`^<>|\\"#?/@[]{};,$' },
  { id: 'https://api.test/client?a=b', secret: 'line\r\nend\ttab\u0000nul' },
  { id: 'auth0|5f', secret: 'a'.repeat(5000) },
  { id: 'b', secret: 'Zm9v/YmFy+w==' },
];

describe('RFC 6749 2.3.1: the id and the secret arrive intact', () => {
  for (const { id, secret, wire } of CREDENTIALS) {
    test(`Basic: ${JSON.stringify(id)}, ${JSON.stringify(secret.slice(0, 30))}`, async () => {
      const { api, sent } = await createExchange({
        client: { clientId: id, clientSecret: secret },
      });
      for (const { call } of EXCHANGES) await call(api);
      for (const { headers } of sent) {
        const authorization = headers.get('authorization');
        expect(readBasic(authorization)).toEqual({ id, secret });
        if (wire) expect(authorization).toBe(`Basic ${btoa(wire)}`);
      }
      // The form of a connection names the client besides.
      expect(sent.map(({ field }) => field('client_id'))).toEqual([id, undefined, undefined]);
    });

    test(`post: ${JSON.stringify(id)}, ${JSON.stringify(secret.slice(0, 30))}`, async () => {
      const { api, sent } = await createExchange({
        client: {
          clientId: id,
          clientSecret: secret,
          clientAuthentication: { method: 'client_secret_post' },
        },
      });
      for (const { call } of EXCHANGES) await call(api);
      for (const { headers, field } of sent) {
        expect([field('client_id'), field('client_secret')]).toEqual([id, secret]);
        expect(headers.has('authorization')).toBe(false);
      }
      expect(sent).toHaveLength(EXCHANGES.length);
    });
  }
});
