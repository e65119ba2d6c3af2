import { getEventListeners } from 'node:events';
import { VerifyAccessTokenError } from '@holdfast/auth-core';
import { describe, expect, test } from 'vitest';
import { endStream } from '../src/end-stream.ts';

function setUp(source: (log: string[]) => AsyncIterable<string>) {
  const log: string[] = [];
  const token = new AbortController();
  const error = new VerifyAccessTokenError('expired');
  const { signal } = token;
  const refusal = () => (signal.aborted ? error : undefined);
  const stream = endStream(source(log), () => ({ signal, refusal })) as AsyncGenerator<string>;
  return { log, stream, signal, expire: () => token.abort(error) };
}

async function* numbers(log: string[]): AsyncGenerator<string> {
  try {
    yield 'one';
    yield 'two';
    yield 'three';
  } finally {
    await new Promise((done) => setImmediate(done));
    log.push('cleaned up');
  }
}

describe('endStream', () => {
  test('waits for the cleanup of a source that is left early', async () => {
    const { log, stream } = setUp(numbers);
    for await (const value of stream) if (value === 'two') break;
    expect(log).toEqual(['cleaned up']);
  });

  test('lets the consumer that leaves hear of a cleanup that fails', async () => {
    const { stream } = setUp(async function* () {
      try {
        yield 'one';
      } finally {
        await Promise.reject(new Error('of the cleanup'));
      }
    });
    await stream.next();
    await expect(stream.return(undefined)).rejects.toThrow('of the cleanup');
  });

  test('survives a cleanup that fails after the token has run out', async () => {
    const rejections: unknown[] = [];
    const note = (reason: unknown): void => void rejections.push(reason);
    process.on('unhandledRejection', note);
    const { stream, expire } = setUp(async function* () {
      try {
        yield 'one';
      } finally {
        await Promise.reject(new Error('of the cleanup'));
      }
    });
    await stream.next();
    expire();
    await expect(stream.next()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    for (let turn = 0; turn < 5; turn += 1) await new Promise((done) => setImmediate(done));
    process.off('unhandledRejection', note);
    expect(rejections).toEqual([]);
  });

  test('leaves no listener behind with each value', async () => {
    const { stream, signal } = setUp(numbers);
    const seen: string[] = [];
    for await (const value of stream) {
      seen.push(value);
      expect(getEventListeners(signal, 'abort').length).toBeLessThanOrEqual(1);
    }
    expect(seen).toEqual(['one', 'two', 'three']);
    await new Promise((done) => setImmediate(done));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test.each([undefined, null, 'text', 1, { data: [] }, [1]])('leaves %j alone', (data) => {
    const expiry = () => {
      throw new Error('was asked when the token runs out');
    };
    expect(endStream(data, expiry)).toBe(data);
  });
});
