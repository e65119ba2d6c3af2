import { describe, expect, test } from 'vitest';
import { readArguments } from '../src/arguments.ts';

const known = ['w1', 'w2', 'g1'];

test('without arguments everything is measured', () => {
  expect(readArguments([], known)).toEqual({
    chosen: [],
    publishes: false,
    effort: { rounds: 5, window: 0.7 },
    out: undefined,
    profile: undefined,
  });
});

test('names choose workloads, also behind the dashes that npm leaves', () => {
  expect(readArguments(['--', 'w1', 'g1'], known).chosen).toEqual(['w1', 'g1']);
});

test('options stand anywhere; those given count more than --quick', () => {
  const given = ['--rounds', '3', 'w2', '--quick', '--out', 'somewhere', '--profile', 'w1'];
  expect(readArguments(given, known)).toEqual({
    chosen: ['w2'],
    publishes: false,
    effort: { rounds: 3, window: 0.15 },
    out: 'somewhere',
    profile: 'w1',
  });
});

describe('refused', () => {
  test.each([
    [['w9'], 'w9: none of w1, w2, g1'],
    [['--fast'], '--fast: none of'],
    [['--profile', 'w9'], 'w9: none of'],
    [['--rounds'], '--rounds wants a value'],
    [['--out', '--quick'], '--out wants a value'],
    [['--quick', '--publish'], 'not to be published'],
    [['--rounds', '0'], '--rounds wants a number'],
    [['--window', 'long'], '--window wants a number'],
  ])('%j', (given, message) => {
    expect(() => readArguments(given, known)).toThrow(message);
  });
});
