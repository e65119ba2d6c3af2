import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testCarelessProcess } from './server/careless.ts';
import { testConformance } from './server/conformance.ts';
import { findServer } from './server/find-server.ts';
import { testOutages } from './server/outages.ts';
import { testRace } from './server/race.ts';
import { testSharing } from './server/sharing.ts';

const program = findServer(process.env['PATH'] ?? '');
// For machines that are busy; nothing here takes long by itself.
const SLOW = { timeout: 60_000 };
const isRequired = process.env['HOLDFAST_REQUIRE_REDIS'] === '1';

describe('looking for a server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-path-'));
  const [redis, valkey, neither] = ['redis', 'valkey', 'neither'].map((name) => join(folder, name));
  for (const path of [redis, valkey, neither]) mkdirSync(String(path));
  for (const [path, name] of [
    [redis, 'redis-server'],
    [valkey, 'valkey-server'],
  ]) {
    writeFileSync(join(String(path), String(name)), '');
    chmodSync(join(String(path), String(name)), 0o755);
  }
  writeFileSync(join(String(neither), 'redis-server'), '', { mode: 0o644 });

  test.each([
    { id: 'redis-server', path: [neither, redis], found: `${redis}/redis-server` },
    { id: 'valkey-server', path: [neither, valkey], found: `${valkey}/valkey-server` },
    { id: 'Redis first', path: [valkey, redis], found: `${redis}/redis-server` },
    { id: 'what is no program', path: [neither, '', '/nowhere'], found: undefined },
  ])('finds $id', ({ path, found }) => {
    expect(findServer(path.join(delimiter))).toBe(found);
  });

  test('leaves nothing behind', () => {
    rmSync(folder, { recursive: true });
    expect(findServer(folder)).toBeUndefined();
  });
});

if (program !== undefined) {
  describe('conformance', SLOW, () => testConformance(program));
  describe('sharing', SLOW, () => testSharing(program));
  describe('outages', SLOW, () => testOutages(program));
  describe('a process without error listeners', SLOW, () => testCarelessProcess(program));
  describe('a race', () => testRace(program));
} else if (isRequired) {
  test('HOLDFAST_REQUIRE_REDIS=1 asks for a redis-server or valkey-server', () => {
    expect(program).toBeDefined();
  });
} else {
  // Past the console of the test runner, which adds lines of its own.
  process.stderr.write('No redis-server or valkey-server is installed: its tests do not run.\n');
}
