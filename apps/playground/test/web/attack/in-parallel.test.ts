import { expect, test } from 'vitest';
import { inParallel } from '../../../web/attack/in-parallel.ts';

test('works on each item once, and on no more at a time than the limit', async () => {
  const worked: number[] = [];
  let underWay = 0;
  let most = 0;
  const work = async (item: number): Promise<void> => {
    underWay++;
    most = Math.max(most, underWay);
    await Promise.resolve();
    worked.push(item);
    underWay--;
  };
  const items = Array.from({ length: 10 }, (_, index) => index);
  await inParallel(items, work, { limit: 4, signal: new AbortController().signal });
  expect(worked.toSorted((a, b) => a - b)).toEqual(items);
  expect(most).toBe(4);
});

test('begins nothing more once it is aborted, and lets what is under way come to its end', async () => {
  const stopper = new AbortController();
  const [begun, ended]: [number[], number[]] = [[], []];
  const work = async (item: number): Promise<void> => {
    begun.push(item);
    if (item === 3) stopper.abort();
    await Promise.resolve();
    ended.push(item);
  };
  await inParallel([1, 2, 3, 4, 5, 6], work, { limit: 2, signal: stopper.signal });
  expect(begun).not.toContain(6);
  expect(ended).toEqual(begun);
});
