import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findChromium, whyNoChromium } from './browser/find-chromium.mjs';

const isRequired = process.env['HOLDFAST_REQUIRE_BROWSER'] === '1';
const noChromium = whyNoChromium(process.env);

describe('looking for a Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-path-'));
  const at = (...names: readonly string[]): string => join(folder, ...names);
  for (const name of ['chromium', 'chrome', 'neither']) mkdirSync(at(name));
  mkdirSync(at('folder', 'chromium'), { recursive: true });
  writeFileSync(at('chromium', 'chromium'), '', { mode: 0o755 });
  writeFileSync(at('chrome', 'google-chrome'), '', { mode: 0o755 });
  writeFileSync(at('neither', 'chromium'), '', { mode: 0o644 });
  afterAll(() => rmSync(folder, { recursive: true }));

  const none = 'no Chromium is installed';
  test.each([
    { id: 'chromium', path: ['neither', 'chromium'], found: at('chromium', 'chromium') },
    { id: 'google-chrome', path: ['neither', 'chrome'], found: at('chrome', 'google-chrome') },
    { id: 'chromium first', path: ['chrome', 'chromium'], found: at('chromium', 'chromium') },
    {
      id: 'what is no program',
      path: ['neither', 'folder', 'nowhere'],
      found: undefined,
      why: none,
    },
    {
      id: 'the named one',
      named: at('chrome', 'google-chrome'),
      path: ['chromium'],
      found: at('chrome', 'google-chrome'),
    },
    { id: 'nothing in an empty path', path: [], found: undefined, why: none },
    {
      id: 'no other than the named one',
      named: at('gone'),
      path: ['chromium'],
      found: undefined,
      why: `HOLDFAST_CHROMIUM names ${at('gone')}, which is no program`,
    },
  ])('finds $id', ({ named, path, found, why }) => {
    const folders = path.map((name) => at(name)).join(delimiter);
    const environment = { HOLDFAST_CHROMIUM: named, PATH: folders };
    expect(findChromium(environment)).toBe(found);
    expect(whyNoChromium(environment)).toBe(why);
  });
});

// vitest.config.ts leaves the tests in the browser out where there is none.
if (isRequired) {
  test('HOLDFAST_REQUIRE_BROWSER=1 asks for a Chromium', () => {
    expect(noChromium).toBeUndefined();
  });
} else if (noChromium !== undefined) {
  // Past the console of the test runner, which adds lines of its own.
  process.stderr.write(`The tests in a browser do not run, as ${noChromium}.\n`);
}
