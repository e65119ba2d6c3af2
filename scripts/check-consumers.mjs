// Installs the packed tarballs with npm in a folder outside of the workspace, as a user would, and
// there compiles and runs what lies in scripts/consumer: with each TypeScript and each way of
// resolving modules that users have, through `import` and `require`. Writes a report for
// scripts/report.mjs to the path that it is given. What passed is not done again until a tarball,
// a source or the version of Node changes.
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checks, compileAndRun, install, listFiles } from './consumer-project.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const sources = 'scripts/consumer';
const scripts = ['scripts/check-consumers.mjs', 'scripts/consumer-project.mjs'];
const cache = 'node_modules/.cache/consumers';

async function checkAll(root) {
  const report = { numPassedTests: 0, numFailedTests: 0, testResults: [] };
  const left = [...checks];
  const lane = async () => {
    for (let check = left.shift(); check; check = left.shift()) {
      const { ok, output } = await compileAndRun(root, check);
      const name = `${check.folder}, TypeScript ${check.typescript}, ${check.resolution}`;
      console.log(ok ? `ok   ${name}` : `FAIL ${name}\n${output}`);
      report[ok ? 'numPassedTests' : 'numFailedTests'] += 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, lane));
  return report;
}

async function checkFresh(tarballs) {
  const root = await mkdtemp(join(tmpdir(), 'holdfast-consumer-'));
  try {
    await cp(sources, root, { recursive: true });
    await install(root, tarballs);
    return await checkAll(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

const tarballs = [];
for (const folder of await readdir('packages')) {
  const { name } = JSON.parse(await readFile(join('packages', folder, 'package.json'), 'utf8'));
  tarballs.push([name, join('packages', folder, 'package.tgz')]);
}
const hash = createHash('sha256').update(process.version).update(JSON.stringify(checks));
const inputs = [...tarballs.map(([, path]) => path), ...(await listFiles(sources))];
for (const path of [...inputs, ...scripts]) {
  hash.update(`\0${path}\0`).update(await readFile(path));
}
const remembered = join(cache, `${hash.digest('hex')}.json`);
const known = await readFile(remembered, 'utf8').catch(() => null);
const report = known === null ? await checkFresh(tarballs) : JSON.parse(known);
if (known === null && report.numFailedTests === 0) {
  await rm(cache, { recursive: true, force: true });
  await mkdir(cache, { recursive: true });
  await writeFile(remembered, JSON.stringify(report));
}
if (process.argv[2] !== undefined) await writeFile(process.argv[2], JSON.stringify(report));
console.log(`${report.numPassedTests} passed, ${report.numFailedTests} failed`);
process.exitCode = report.numFailedTests === 0 ? 0 : 1;
