import type { Effort, Table, Workload } from '../workload.ts';
import { findRedis } from './find-redis.ts';
import type { Group, RedisUse } from './groups.ts';
import { forget, runWindow, STORES, startGroup } from './groups.ts';
import { RedisServer } from './redis-server.ts';
import { leftOut, PROCESSES, TITLE, tables } from './tables.ts';

async function run(effort: Effort): Promise<readonly Table[]> {
  const program = findRedis(process.env['PATH'] ?? '');
  if (program === undefined) return [leftOut()];
  const server = await RedisServer.start(program);
  const groups: Group[] = [];
  try {
    for (const count of PROCESSES) {
      for (const store of STORES) groups.push(await startGroup(store, count, server.port));
    }
    const empty = await server.figures();
    const use: RedisUse = { seconds: [], commands: [] };
    for (let round = 0; round <= effort.rounds; round++) {
      for (const group of groups) await runWindow(group, { window: effort.window, server, use });
      // The first round is there to warm up.
      if (round === 0) for (const group of groups) forget(group, use);
    }
    const full = await server.figures();
    return tables(groups, use, (full.memory - empty.memory) / (full.keys - empty.keys));
  } finally {
    await Promise.all(groups.flatMap(({ verifiers }) => verifiers.map((each) => each.stop())));
    await server.end();
  }
}

export const redisWorkloads: readonly Workload[] = [{ id: 'r1', title: TITLE, run }];
