import { expect, test } from 'vitest';
import { MissingAuthorizationError, rejectingNext } from '../../src/index.ts';

const error = new MissingAuthorizationError('missing_authorization');

test('rejectingNext() rejects with the refusal each time', async () => {
  const next = rejectingNext(error);
  await expect(next()).rejects.toBe(error);
  await expect(next()).rejects.toBe(error);
});

test('rejectingNext() that nobody waits for is no unhandled rejection', async () => {
  const rejections: unknown[] = [];
  const note = (reason: unknown): void => void rejections.push(reason);
  process.on('unhandledRejection', note);
  void rejectingNext(error)();
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', note);
  expect(rejections).toEqual([]);
});
