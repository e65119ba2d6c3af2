import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findChromium } from './browser/find-chromium.ts';

const isRequired = process.env['HOLDFAST_REQUIRE_BROWSER'] === '1';
const program = findChromium(process.env);

describe('looking for a Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-path-'));
  const at = (...names: readonly string[]): string => join(folder, ...names);
  for (const name of ['chromium', 'chrome', 'neither']) mkdirSync(at(name));
  writeFileSync(at('chromium', 'chromium'), '', { mode: 0o755 });
  writeFileSync(at('chrome', 'google-chrome'), '', { mode: 0o755 });
  writeFileSync(at('neither', 'chromium'), '', { mode: 0o644 });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    { id: 'chromium', path: ['neither', 'chromium'], found: at('chromium', 'chromium') },
    { id: 'google-chrome', path: ['neither', 'chrome'], found: at('chrome', 'google-chrome') },
    { id: 'chromium first', path: ['chrome', 'chromium'], found: at('chromium', 'chromium') },
    { id: 'what is no program', path: ['neither', 'nowhere'], found: undefined },
    {
      id: 'the named one',
      named: at('chrome', 'google-chrome'),
      path: ['chromium'],
      found: at('chrome', 'google-chrome'),
    },
    { id: 'no other than the named one', named: at('gone'), path: ['chromium'], found: undefined },
  ])('finds $id', ({ named, path, found }) => {
    const folders = path.map((name) => at(name)).join(delimiter);
    expect(findChromium({ HOLDFAST_CHROMIUM: named, PATH: folders })).toBe(found);
  });
});

// vitest.config.ts leaves the tests in the browser out where there is none.
if (isRequired) {
  test('HOLDFAST_REQUIRE_BROWSER=1 asks for a Chromium', () => {
    expect(program).toBeDefined();
  });
} else if (program === undefined) {
  // Past the console of the test runner, which adds lines of its own.
  process.stderr.write('No Chromium is installed: the tests in a browser do not run.\n');
}
