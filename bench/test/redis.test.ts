import { expect, test } from 'vitest';
import { demandOf, describeDemand } from '../src/redis/demand.ts';
import { readFigures } from '../src/redis/redis-server.ts';

const FIGURES = { ratePerProcess: 5000, ratePerCore: 4000, redisSeconds: 7e-6, bytesPerKey: 100 };

test('a demand grows evenly from what was measured, and is rounded up', () => {
  expect(demandOf(1_000_001, FIGURES)).toEqual({
    processes: 201,
    cores: 251,
    shards: 11,
    keys: 331_000_331,
    memory: 33_100_033_100,
  });
});

test('a demand is described with its formula', () => {
  expect(describeDemand(1_000_000, FIGURES).join('\n')).toMatch(
    /250 cores .*1,000,000 \/ 4,000[\s\S]*7\.0 µs[\s\S]*33 GB/,
  );
});

test("Redis' figures are read from its INFO", () => {
  const info = [
    '# CPU',
    'used_cpu_sys:1.500000',
    'used_cpu_user:2.250000',
    'used_cpu_sys_children:9.0',
    '# Memory',
    'used_memory:1048576',
    'used_memory_rss:9999999',
    'cmdstat_set:calls=42,usec=84,usec_per_call=2.00',
  ].join('\r\n');
  expect(readFigures(info, 7)).toEqual({ cpu: 3.75, memory: 1_048_576, sets: 42, keys: 7 });
  expect(readFigures('', 0)).toEqual({ cpu: 0, memory: 0, sets: 0, keys: 0 });
});
