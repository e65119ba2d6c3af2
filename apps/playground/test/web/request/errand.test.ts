import { expect, test } from 'vitest';
import type { Setting } from '../../../server/control/protocol.ts';
import type { Choice } from '../../../web/request/choice.ts';
import { bareRequest, errandOf } from '../../../web/request/errand.ts';
import { makeDpopKey } from '../../../web/session/dpop-key.ts';

const CHOICE: Choice = {
  framework: 'express',
  operation: 'messages',
  credentials: 'token',
  retry: 'yes',
};
const TYPED = { text: 'Hi', account: 'alice@home.example', session: 'session-of-bob' };
const SETTING: Setting = {
  issuer: 'http://127.0.0.1:1',
  apis: {
    express: 'http://127.0.0.1:2',
    koa: 'http://127.0.0.1:3',
    hono: 'http://127.0.0.1:4',
    trpc: 'http://127.0.0.1:5',
  },
  archive: 'http://127.0.0.1:6',
  replayStore: 'memory',
  keyCache: { maxAge: 30, staleIfError: 60, cooldown: 1 },
};

const JSON_FIELD = ['content-type', 'application/json'];

test.each([
  { operation: 'messages', url: '/messages', headers: [], body: undefined },
  { operation: 'write', url: '/messages', headers: [JSON_FIELD], body: '{"text":"Hi"}' },
  { operation: 'calendar', url: '/calendar?account=alice%40home.example', headers: [] },
  { operation: 'legacy', url: '/legacy', headers: [['legacy-session', 'session-of-bob']] },
] as const)('what was typed goes where it belongs: $operation', ({ operation, ...expected }) => {
  const { url, headers, body } = bareRequest(
    SETTING,
    errandOf({ ...CHOICE, operation }, TYPED, undefined),
  );
  const { body: expectedBody } = { body: undefined, ...expected };
  expect({ url, headers, body }).toEqual({
    url: SETTING.apis.express + expected.url,
    headers: expected.headers,
    body: expectedBody,
  });
});

test('no account was typed, so none is named', () => {
  const typed = { ...TYPED, account: '' };
  const errand = errandOf({ ...CHOICE, operation: 'calendar' }, typed, undefined);
  expect(bareRequest(SETTING, errand).url).toBe('http://127.0.0.1:2/calendar');
});

test('credentials: the token with its key, the token alone, none', async () => {
  const current = { token: 'a.b.c', key: await makeDpopKey() };
  const credentialFor = (credentials: Choice['credentials']): unknown =>
    errandOf({ ...CHOICE, credentials }, TYPED, current).credential;
  expect(credentialFor('token')).toEqual(current);
  expect(credentialFor('bearer')).toEqual({ token: 'a.b.c' });
  expect(credentialFor('none')).toBeUndefined();
});
