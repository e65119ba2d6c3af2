import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RedisServer } from './redis-server.ts';

const CHILD = new URL('../children/careless.mjs', import.meta.url);

/** Registers what becomes of a process without error listeners whose server dies. */
export function testCarelessProcess(program: string): void {
  let server: RedisServer;
  const children: ChildProcess[] = [];
  beforeEach(async () => {
    server = await RedisServer.start(program);
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await server.end();
  });

  async function start(kind: string, how: 'with store' | 'bare'): Promise<ChildProcess> {
    const child = fork(CHILD, [kind, String(server.port), how], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    children.push(child);
    expect(await once(child, 'message')).toEqual(['ready', undefined]);
    return child;
  }

  test.each(['redis', 'ioredis'])('outlives a server that dies and returns (%s)', async (kind) => {
    const child = await start(kind, 'with store');
    expect([await add(child, 'a'), await add(child, 'a')]).toEqual([true, false]);
    await server.kill();
    expect([await add(child, 'b'), await add(child, 'c')]).toEqual(['rejected', 'rejected']);
    await server.start();
    let answer: unknown = 'rejected';
    for (let turn = 0; answer === 'rejected'; turn++) answer = await add(child, `again-${turn}`);
    expect(answer).toBe(true);
    expect([child.exitCode, child.signalCode]).toEqual([null, null]);
  });

  test('would not outlive it without the store', async () => {
    const child = await start('redis', 'bare');
    expect(await add(child, 'a')).toBe(true);
    const ended = once(child, 'exit');
    await server.kill();
    expect(await ended).toEqual([1, null]);
  });
}

async function add(child: ChildProcess, key: string): Promise<unknown> {
  child.send(key);
  const [answer] = (await once(child, 'message')) as [unknown];
  return answer;
}
