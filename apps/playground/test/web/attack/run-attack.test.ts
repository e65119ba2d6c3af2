import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Setting } from '../../../server/control/protocol.ts';
import { close, listen } from '../../../server/ports.ts';
import { Servers } from '../../../server/servers.ts';
import type { Attack } from '../../../web/attack/attack.ts';
import { ATTACKS } from '../../../web/attack/attacks.ts';
import type { Outcome } from '../../../web/attack/run-attack.ts';
import { runAttack } from '../../../web/attack/run-attack.ts';
import { changeServer, getSetting } from '../../../web/control/control-client.ts';
import { ANY_PORTS } from '../../any-ports.ts';
import { actAsPage } from './act-as-page.ts';

const servers = new Servers(() => {});
let setting: Setting;

beforeAll(async () => {
  const { page } = await servers.start(ANY_PORTS);
  actAsPage(page);
  setting = await getSetting();
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await servers.stop();
});

describe('with the authorization server switched off, before an API has its keys', () => {
  beforeAll(async () => {
    await changeServer({ action: 'stop' });
  });
  afterAll(async () => {
    await changeServer({ action: 'start' });
  });

  test.each([
    { id: 'replay', why: 'The authorization server does not answer.', sent: 0 },
    {
      id: 'expired',
      why: 'The authorization server is switched off, and the API has no keys of it.',
      sent: 1,
    },
  ])('$id cannot be tried', async ({ id, why, sent }) => {
    const outcome = await runAttack(setting, { attack: attackOf(id), framework: 'koa' });
    expect(outcome).toMatchObject({ kind: 'untried', error: { message: why } });
    expect(outcome.calls).toHaveLength(sent);
  });

  test('what needs no token is tried as ever', async () => {
    const job = { attack: attackOf('no-credentials'), framework: 'koa' } as const;
    expect(await runAttack(setting, job)).toMatchObject({ verdict: { isExpected: true } });
  });
});

describe('what an API does wrong is not taken for an attack that could not be tried', () => {
  const attack = attackOf('no-credentials');
  const runAt = (koa: string): Promise<Outcome> =>
    runAttack({ ...setting, apis: { ...setting.apis, koa } }, { attack, framework: 'koa' });

  test('no answer', async () => {
    expect(await runAt('http://127.0.0.1:1')).toMatchObject({
      kind: 'unanswered',
      error: { message: 'Koa does not answer. Is the playground still running?' },
    });
  });

  test('503, with the authorization server switched on', async () => {
    const overloaded = createServer((_request, response) => response.writeHead(503).end());
    expect(await runAt(await listen(overloaded, 0))).toMatchObject({
      kind: 'answered',
      verdict: { isExpected: false, status: 503 },
    });
    await close(overloaded);
  });
});

function attackOf(id: string): Attack {
  return ATTACKS.find((attack) => attack.id === id) as Attack;
}
