import { expect, test } from 'vitest';
import { FRAMEWORKS } from '../../../server/control/protocol.ts';
import { ATTACKS } from '../../../web/attack/attacks.ts';
import type { Job, Run } from '../../../web/attack/run-attack.ts';
import { tally, tallyInWords } from '../../../web/attack/tally.ts';

const jobs: readonly Job[] = ATTACKS.slice(0, 2).flatMap((attack) =>
  FRAMEWORKS.map((framework) => ({ attack, framework })),
);
const [first, second, third, fourth, fifth, sixth] = jobs as [Job, Job, Job, Job, Job, Job];

const answered = (isExpected: boolean): Run => ({
  kind: 'answered',
  verdict: { isExpected, status: 401, sentence: '' },
  calls: [],
});

test('counts what has come out, and tells what came out wrong', () => {
  const runs = new Map<Job, Run>([
    [first, answered(true)],
    [second, answered(false)],
    [third, { kind: 'unanswered', error: new Error(''), calls: [] }],
    [fourth, { kind: 'running' }],
    [fifth, { kind: 'waiting' }],
    [sixth, { kind: 'untried', error: new Error(''), calls: [] }],
  ]);
  const count = tally(jobs, (job) => runs.get(job));
  expect(count).toEqual({ all: 8, done: 3, wrong: [second, third], untried: [sixth] });
  expect(tallyInWords(count)).toBe('3 of 8 tried, 2 wrong, 1 could not be tried');
  expect(tallyInWords({ ...count, untried: [] })).toBe('3 of 8 tried, 2 wrong');
});
