import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { CONNECTION, requestToken, userToken } from '../exchange-request.ts';
import type { RunningServer } from './running-server.ts';
import { startServer } from './running-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => server.stop());

const NOON = Date.parse('2030-01-01T12:00:00Z');
const at = (now: number): void => void vi.useFakeTimers({ toFake: ['Date'], now });

async function exchanged(subject_token: string): Promise<{ token: string; seconds: unknown }> {
  const { body } = await requestToken(server.issuer, { ...CONNECTION, subject_token });
  return { token: String(body['access_token']), seconds: body['expires_in'] };
}

async function ask(authorization?: string): Promise<unknown> {
  const response = await fetch(`${server.issuer}/calendar/events`, {
    headers: authorization === undefined ? {} : { authorization },
  });
  return [response.status, response.headers.get('www-authenticate')];
}

const OPEN = [200, null];
const INVALID = [401, 'Bearer error="invalid_token"'];

describe('a token of the calendar', () => {
  it('is good for five minutes', async () => {
    at(NOON);
    const { token, seconds } = await exchanged(await userToken(server.issuer));
    expect(seconds).toBe(300);
    at(NOON + 299_999);
    expect(await ask(`Bearer ${token}`)).toEqual(OPEN);
    at(NOON + 300_000);
    expect(await ask(`Bearer ${token}`)).toEqual(INVALID);
  });

  it('does not outlive the token that it was exchanged for', async () => {
    at(NOON);
    const exp = NOON / 1000 + 100;
    const subject = await server.authorizationServer.craft({ claims: { sub: 'alice', exp } });
    const { token, seconds } = await exchanged(subject);
    expect(seconds).toBe(100);
    at(NOON + 100_000);
    expect(await ask(`Bearer ${token}`)).toEqual(INVALID);
  });
});

describe('the calendar (RFC 6750 section 3)', () => {
  it.each([
    { id: 'the scheme in another case', authorization: (token: string) => `bearer ${token}` },
    { id: 'no field', authorization: () => undefined, answer: [401, 'Bearer'] },
    { id: 'no scheme', authorization: (token: string) => token, answer: [401, 'Bearer'] },
    {
      id: 'another scheme',
      authorization: (token: string) => `DPoP ${token}`,
      answer: [401, 'Bearer'],
    },
    { id: 'another token', authorization: (token: string) => `Bearer ${token}x`, answer: INVALID },
  ])('answers to $id', async ({ authorization, answer = OPEN }) => {
    const { token } = await exchanged(await userToken(server.issuer));
    expect(await ask(authorization(token))).toEqual(answer);
  });

  it('takes no tokens of the authorization server', async () => {
    expect(await ask(`Bearer ${await userToken(server.issuer)}`)).toEqual(INVALID);
  });
});
