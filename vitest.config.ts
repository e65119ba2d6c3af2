import { existsSync, readdirSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const conditions = ['@holdfast/source'];
const packages = ['packages', 'apps', 'examples'].flatMap((group) =>
  readdirSync(group)
    .filter((name) => existsSync(`${group}/${name}/test`))
    .map((name) => ({ name, root: `${group}/${name}` })),
);
const roots = [{ name: 'workspace', root: '.' }, ...packages];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // Nothing asserts how long something takes; this is for machines that do much else.
    testTimeout: 30_000,
    // By default one core stays idle, which on a machine with two doubles the time.
    maxWorkers: '100%',
    // Nothing has global state, so files may share a worker and what it has imported.
    isolate: false,
    projects: roots.map(({ name, root }) => ({
      extends: true,
      test: { name, root, include: ['test/**/*.test.ts'] },
    })),
  },
});
