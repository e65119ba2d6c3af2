import { describe, expect, test } from 'vitest';
import { FRAMEWORKS } from '../../../server/control/protocol.ts';
import type { ProbeAnswer, ProbeAnswers } from '../../../web/outage/probe.ts';
import { answerInWords } from '../../../web/outage/probe.ts';
import type { Stage, StepResult } from '../../../web/outage/run-scenario.ts';
import { judge, runScenario } from '../../../web/outage/run-scenario.ts';
import type { Must } from '../../../web/outage/scenarios.ts';
import { SCENARIOS } from '../../../web/outage/scenarios.ts';

const all = (answer: ProbeAnswer): ProbeAnswers =>
  Object.fromEntries(FRAMEWORKS.map((name) => [name, answer])) as Record<
    keyof ProbeAnswers,
    ProbeAnswer
  >;
const must = (status: Must['status'], reasons?: readonly string[]): Must => ({
  status,
  reasons,
  because: '',
});
const down = { status: 503, reason: 'keys_unavailable', retryAfter: '1' };

describe('what came', () => {
  test.each([
    { id: '200', answers: all({ status: 200 }), must: must(200), good: true },
    { id: '401 for 200', answers: all({ status: 401 }), must: must(200), good: false },
    { id: 'the reason', answers: all(down), must: must(503, ['keys_unavailable']), good: true },
    { id: 'another reason', answers: all(down), must: must(503, ['expired']), good: false },
    {
      id: '503 without Retry-After',
      answers: all({ ...down, retryAfter: undefined }),
      must: must(503),
      good: false,
    },
    { id: 'no answer', answers: all({}), must: must(200), good: false },
    {
      id: 'one of four',
      answers: { ...all({ status: 200 }), trpc: down },
      must: must(200),
      good: false,
    },
  ])('is judged: $id', ({ answers, must: wanted, good }) => {
    expect(judge(answers, wanted).isAsExpected).toBe(good);
  });

  test('is said once where all agree, else for each API', () => {
    expect(judge(all({ status: 200 }), must(200)).came).toBe('200 from all four');
    expect(judge({ ...all({ status: 200 }), trpc: down }, must(200)).came).toBe(
      'Express 200; Koa 200; Hono 200; tRPC 503 keys_unavailable, retry after 1 s',
    );
    expect(answerInWords({})).toBe('no answer');
  });
});

describe('a scenario', () => {
  test('does its steps in their order, with the token that it took', async () => {
    const done: string[] = [];
    const results = await play('removed-key', done, { status: 200 });
    expect(done).toEqual([
      'start',
      'take a',
      'wait',
      'send a',
      'rotate',
      'remove a',
      'send a',
      'wait',
      'take b',
      'send b',
      'send a',
    ]);
    expect(
      results.map(({ isAsExpected }) => isAsExpected).filter((is) => is !== undefined),
    ).toEqual([true, true, true, false]);
  });

  test('ends where a step cannot be done', async () => {
    const stage = { ...stageOf([], {}), take: () => Promise.reject(new Error('gone')) };
    const results: StepResult[] = [];
    const run = async () => {
      for await (const result of runScenario(stepsOf('known-keys'), stage)) results.push(result);
    };
    await expect(run()).rejects.toThrow('gone');
    expect(results).toHaveLength(1);
  });

  async function play(id: string, done: string[], answer: ProbeAnswer): Promise<StepResult[]> {
    const results: StepResult[] = [];
    const stage = stageOf(done, answer);
    for await (const result of runScenario(stepsOf(id), stage)) results.push(result);
    return results;
  }
});

function stepsOf(id: string) {
  return SCENARIOS.find((scenario) => scenario.id === id)?.steps ?? [];
}

function stageOf(done: string[], answer: ProbeAnswer): Stage {
  const kids = ['a', 'b'];
  return {
    change: async (order) =>
      done.push(order.action === 'remove' ? `remove ${order.kid}` : order.action),
    take: async () => {
      const kid = kids.shift() ?? '';
      done.push(`take ${kid}`);
      return { token: kid, kid };
    },
    probe: async ({ token }) => {
      done.push(`send ${token}`);
      return all(answer);
    },
    wait: async () => void done.push('wait'),
  };
}
