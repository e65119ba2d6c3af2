import { createServer as createHttpServer } from 'node:http';
import type { Server } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAuthorizationServer } from '../../server/authorization-server/authorization-server.ts';
import { AuthorizationServerSwitch } from '../../server/control/authorization-server-switch.ts';
import type { PlaygroundEvent, ServerState } from '../../server/control/protocol.ts';
import { close, listen } from '../../server/ports.ts';
import { SwitchableServer } from '../../server/switchable-server.ts';
import { EventLog } from '../../server/watch/event-log.ts';
import type { Control } from './control.ts';
import { startControl } from './control.ts';

let control: Control;
let squatter: Server | undefined;
beforeEach(async () => {
  control = await startControl();
});
afterEach(async () => {
  squatter?.close();
  squatter = undefined;
  await control?.stop();
});

const PATH = 'authorization-server';
const metadata = async (): Promise<number> => {
  const url = `${control.places.issuer}/.well-known/openid-configuration`;
  return (await fetch(url)).status;
};
async function change(order: object): Promise<ServerState> {
  const { status, body } = await control.post(PATH, order);
  expect(status).toBe(200);
  return body as ServerState;
}

/** What was done to the server, as the page hears of it. */
async function changes(count: number): Promise<unknown[]> {
  const response = await fetch(`${control.places.page}/control/events`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const events = text
      .split('\n')
      .filter((line) => line.startsWith('data: '))
      .map((line) => JSON.parse(line.slice(6)) as PlaygroundEvent)
      .flatMap((event) => (event.kind === 'server' ? [event] : []));
    if (events.length >= count) {
      await reader?.cancel();
      return events.map(({ change, kid }) => (kid === undefined ? change : `${change} ${kid}`));
    }
    text += (await reader?.read())?.value ?? '';
  }
}

it('says how the authorization server is', async () => {
  expect(await control.get(PATH)).toEqual({
    status: 200,
    body: { running: true, keys: [{ kid: expect.any(String), alg: 'RS256' }] },
  });
});

it('switches it off and on, at the same place', async () => {
  expect(await metadata()).toBe(200);
  expect((await change({ action: 'stop' })).running).toBe(false);
  await expect(metadata()).rejects.toThrow('fetch failed');
  expect((await change({ action: 'start' })).running).toBe(true);
  expect(await metadata()).toBe(200);
  expect(await changes(2)).toEqual(['stopped', 'started']);
});

it('does nothing that is done already', async () => {
  await change({ action: 'start' });
  await change({ action: 'stop' });
  await change({ action: 'stop' });
  await change({ action: 'start' });
  expect(await changes(2)).toEqual(['stopped', 'started']);
});

it('does one thing after the other', async () => {
  const server = createHttpServer((_request, response) => response.end());
  const origin = await listen(server, 0);
  const theSwitch = new AuthorizationServerSwitch({
    server: new SwitchableServer(server),
    authorizationServer: await createAuthorizationServer(origin),
    log: new EventLog(Date.now),
  });
  const actions = ['stop', 'start', 'stop', 'start'] as const;
  const states = await Promise.all(actions.map((action) => theSwitch.change({ action })));
  expect(states.map(({ running }) => running)).toEqual([false, true, false, true]);
  await close(server);
});

it('stays off where another program has taken the port, and can be tried again', async () => {
  await change({ action: 'stop' });
  const { port } = new URL(control.places.issuer);
  squatter = createServer().listen(Number(port), '127.0.0.1');
  await new Promise((resolve) => squatter?.once('listening', resolve));
  expect(await control.post(PATH, { action: 'start' })).toEqual({
    status: 409,
    body: { error: 'Another program has taken the port. The server is off.' },
  });
  expect(await control.get(PATH)).toMatchObject({ body: { running: false } });

  await new Promise((resolve) => squatter?.close(resolve));
  expect((await change({ action: 'start' })).running).toBe(true);
  expect(await metadata()).toBe(200);
});

it('rotates the keys and removes one', async () => {
  const [old] = ((await control.get(PATH)).body as ServerState).keys;
  const { keys } = await change({ action: 'rotate' });
  expect(keys).toHaveLength(2);
  expect(keys[1]).toEqual(old);
  expect(await change({ action: 'remove', kid: old?.kid })).toEqual({
    running: true,
    keys: keys.slice(0, 1),
  });
  expect(await changes(2)).toEqual([`rotated ${keys[0]?.kid}`, `removed ${old?.kid}`]);
});

it.each([
  { id: 'the only key', own: true, status: 409, error: 'The only key cannot be removed.' },
  {
    id: 'an unknown key',
    own: false,
    status: 404,
    error: 'The authorization server publishes no such key.',
  },
])('removes no key that must stay: $id', async ({ own, status, error }) => {
  const { keys } = (await control.get(PATH)).body as ServerState;
  const kid = own ? keys[0]?.kid : 'unknown';
  expect(await control.post(PATH, { action: 'remove', kid })).toEqual({ status, body: { error } });
  expect((await control.get(PATH)).body).toMatchObject({ keys });
});
