import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MOST_ENTRIES, memoryStore } from '../../server/authorization-server/memory-store.ts';

const NOON = Date.parse('2030-01-01T12:00:00Z');
const at = (now: number): void => void vi.useFakeTimers({ toFake: ['Date'], now });

beforeEach(() => at(NOON));
afterEach(() => {
  vi.useRealTimers();
});

it('forgets what has run out as soon as something new comes, of whatever model', async () => {
  const store = memoryStore();
  await store('Session').upsert('short', { exp: NOON / 1000 + 10 }, 10);
  await store('Session').upsert('long', { exp: NOON / 1000 + 20 }, 20);
  await store('Client').upsert('client', {}, 0);
  at(NOON + 10_000);
  expect(await store('Session').find('short')).toBeDefined();
  await store('Grant').upsert('new', { exp: NOON / 1000 + 30 }, 20);
  expect(await store('Session').find('short')).toBeUndefined();
  expect(await store('Session').find('long')).toBeDefined();
  expect(await store('Client').find('client')).toBeDefined();
});

it('keeps so many entries and no more', async () => {
  const clients = memoryStore()('Client');
  for (let count = 0; count <= MOST_ENTRIES; count++) await clients.upsert(`${count}`, {}, 0);
  expect(await clients.find('0')).toBeUndefined();
  expect(await clients.find('1')).toBeDefined();
  expect(await clients.find(`${MOST_ENTRIES}`)).toBeDefined();
});
