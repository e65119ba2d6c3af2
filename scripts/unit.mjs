// Runs the tests of the package that it is called in: `pnpm run unit`, which turbo calls in each.
// The report goes beside the manifest, where scripts/verify.mjs counts it and turbo remembers it.
import { spawnSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const args = [
  join(root, 'node_modules/vitest/vitest.mjs'),
  'run',
  `--project=${basename(process.cwd())}`,
  '--reporter=minimal',
  '--reporter=json',
  `--outputFile.json=${join(process.cwd(), 'test-report.json')}`,
];
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
