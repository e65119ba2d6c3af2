import { expect, test } from 'vitest';
import type { Setting } from '../../../server/control/protocol.ts';
import type { Choice } from '../../../web/request/choice.ts';
import type { Typed } from '../../../web/request/errand.ts';
import { bareRequest, errandOf, isSameErrand } from '../../../web/request/errand.ts';
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

const OTHER_TOKEN = { token: 'd.e.f' };
const TOKEN = { token: 'a.b.c' };

test.each([
  { id: 'nothing', isSame: true },
  { id: 'what is typed elsewhere', typed: { text: 'Bye' }, isSame: true },
  { id: 'the framework', choice: { framework: 'koa' }, isSame: false },
  { id: 'the operation', choice: { operation: 'write' }, isSame: false },
  { id: 'the account', typed: { account: '' }, isSame: false },
  { id: 'the credentials', choice: { credentials: 'none' }, isSame: false },
  { id: 'the token', current: OTHER_TOKEN, isSame: false },
] as const)('an errand is the same if what changes is $id: $isSame', ({ isSame, ...change }) => {
  const { choice = {}, typed = {}, current = TOKEN }: Change = change;
  const before = { ...CHOICE, operation: 'calendar' } as const;
  const sent = errandOf(before, TYPED, TOKEN);
  const now = errandOf({ ...before, ...choice }, { ...TYPED, ...typed }, current);
  expect(isSameErrand(sent, now)).toBe(isSame);
});

test('a token without its key is another errand', async () => {
  const current = { token: 'a.b.c', key: await makeDpopKey() };
  const bearer = errandOf({ ...CHOICE, credentials: 'bearer' }, TYPED, current);
  expect(isSameErrand(errandOf(CHOICE, TYPED, current), bearer)).toBe(false);
});

interface Change {
  readonly choice?: Partial<Choice>;
  readonly typed?: Partial<Typed>;
  readonly current?: typeof TOKEN;
}
