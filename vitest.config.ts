import { existsSync, readdirSync } from 'node:fs';
import { configDefaults, defineConfig } from 'vitest/config';
import { findChromium } from './apps/playground/test/browser/find-chromium.mjs';

const conditions = ['@holdfast/source'];
const grouped = ['packages', 'apps', 'examples'].flatMap((group) =>
  readdirSync(group)
    .filter((name) => existsSync(`${group}/${name}/test`))
    .map((name) => ({ name, root: `${group}/${name}` })),
);
// A file without tests fails. That these are left out is said by the test of `findChromium`.
const leftOut = findChromium(process.env) === undefined ? ['test/browser/*.test.ts'] : [];
const roots = [{ name: 'workspace', root: '.' }, { name: 'bench', root: 'bench' }, ...grouped];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // Nothing asserts how long something takes; this is for machines that do much else.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 20_000 } },
    // By default one core stays idle, which on a machine with two doubles the time.
    maxWorkers: '100%',
    // Nothing has global state, so files may share a worker and what it has imported.
    isolate: false,
    projects: roots.map(({ name, root }) => ({
      extends: true,
      test: {
        name,
        root,
        include: ['test/**/*.test.ts'],
        exclude: [...configDefaults.exclude, ...leftOut],
      },
    })),
  },
});
