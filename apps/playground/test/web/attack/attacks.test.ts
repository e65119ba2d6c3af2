import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Setting } from '../../../server/control/protocol.ts';
import { FRAMEWORKS } from '../../../server/control/protocol.ts';
import { Servers } from '../../../server/servers.ts';
import { ATTACK_THEMES, ATTACKS } from '../../../web/attack/attacks.ts';
import { runAttack } from '../../../web/attack/run-attack.ts';
import { getSetting } from '../../../web/control/control-client.ts';
import { ANY_PORTS } from '../../any-ports.ts';
import { actAsPage } from './act-as-page.ts';

describe('the list of attacks', () => {
  test('names each attack once', () => {
    const ids = ATTACKS.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test('has identifiers that can stand in an address', () => {
    for (const { id } of ATTACKS) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  test.each(ATTACK_THEMES)('says in sentences what $title try', ({ attacks }) => {
    for (const { tries, must } of attacks) expect([tries, must].join(' ')).toMatch(/^[A-Z].*\.$/);
  });
});

describe('the attacks on the APIs of the playground', () => {
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

  const jobs = FRAMEWORKS.flatMap((framework) =>
    ATTACKS.map((attack) => ({ id: attack.id, framework, attack })),
  );
  test.each(jobs)('$framework refuses $id as it must', async (job) => {
    expect(await runAttack(setting, job)).toMatchObject({
      kind: 'answered',
      verdict: { isExpected: true, status: job.attack.expected.status },
    });
  });
});
