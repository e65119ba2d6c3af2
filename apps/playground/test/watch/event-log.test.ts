import { beforeEach, expect, it } from 'vitest';
import type { PlaygroundEvent, SeenAuth } from '../../server/control/protocol.ts';
import type { NewEvent } from '../../server/watch/event-log.ts';
import { EventLog, KEPT } from '../../server/watch/event-log.ts';

const STOPPED: NewEvent = { kind: 'server', change: 'stopped' };

let now: number;
let log: EventLog;
beforeEach(() => {
  now = 1_800_000_000_000;
  log = new EventLog(() => now);
});

function decision(request?: string): NewEvent {
  const what = { stage: 'authentication', method: 'GET', path: '/whoami', ms: 1 } as const;
  return { kind: 'decision', api: 'koa', request, ...what };
}

const LARGE = 'a'.repeat(16 * 1024);
const LEFT_OUT = { left_out: 'It has more than the log keeps.' };
const AUTH: SeenAuth = {
  scheme: 'dpop',
  issuer: 'http://127.0.0.1:4000',
  clientId: 'client',
  scopes: ['a'],
  permissions: [],
  expiresAt: 0,
  claims: { sub: 'alice' },
  header: { alg: 'RS256' },
  proof: { jkt: 'key', jti: 'one', iat: 0 },
};

it.each<{ id: string; auth: SeenAuth }>([
  { id: 'claims', auth: { ...AUTH, claims: { sub: LARGE } } },
  { id: 'a header', auth: { ...AUTH, header: { kid: LARGE } } },
  { id: 'scopes', auth: { ...AUTH, scopes: LARGE.split('') } },
  { id: 'a client', auth: { ...AUTH, clientId: LARGE } },
  { id: 'a proof', auth: { ...AUTH, proof: { jkt: 'key', jti: LARGE, iat: 0 } } },
])('leaves out what is too large to be kept: $id', ({ auth }) => {
  log.record({ ...decision(), auth } as NewEvent);
  const [kept] = log.all();
  expect(kept).toMatchObject({ path: '/whoami', auth: { claims: LEFT_OUT, header: LEFT_OUT } });
  expect(JSON.stringify(kept).length).toBeLessThan(2048);
});

it('leaves out details of a refusal that are too large', () => {
  const refusal = { name: 'A', status: 401, code: 'b', reason: 'c', message: 'D.' };
  log.record({ ...decision(), refusal: { ...refusal, details: { LARGE } } } as NewEvent);
  expect(log.all()).toMatchObject([{ refusal: { ...refusal, details: LEFT_OUT } }]);
});

it('keeps a usual event whole', () => {
  log.record({ ...decision(), auth: AUTH } as NewEvent);
  expect(log.all()).toMatchObject([{ auth: AUTH }]);
});

it('numbers events and says when they happened', () => {
  log.record(STOPPED);
  now += 5;
  log.record({ kind: 'server', change: 'started' });
  expect(log.all()).toEqual([
    { id: 1, at: 1_800_000_000_000, kind: 'server', change: 'stopped' },
    { id: 2, at: 1_800_000_000_005, kind: 'server', change: 'started' },
  ]);
});

it('keeps the last ones, and goes on counting', () => {
  for (let count = 0; count < KEPT + 7; count++) log.record(STOPPED);
  const ids = log.all().map(({ id }) => id);
  expect(ids).toHaveLength(KEPT);
  expect([ids[0], ids.at(-1)]).toEqual([8, KEPT + 7]);
});

it('finds the decisions on one request', () => {
  log.record(decision('one'));
  log.record(STOPPED);
  log.record(decision('other'));
  log.record(decision());
  log.record(decision('one'));
  expect(log.decisionsOn('one').map(({ id }) => id)).toEqual([1, 5]);
  expect(log.decisionsOn('another')).toEqual([]);
});

it('tells those who listen, until they stop', () => {
  const heard: PlaygroundEvent[] = [];
  const stop = log.subscribe((event) => heard.push(event));
  log.record(STOPPED);
  stop();
  log.record(STOPPED);
  expect(heard).toEqual([log.all()[0]]);
});
