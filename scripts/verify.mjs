// Verifies the whole workspace: `npm test`. Needs nothing but Node and npm, so it uses no
// dependency. Steps run side by side; what a step prints is shown if it fails. The
// last line is always "N passed, N failed": tests and consumers one by one, other steps as one.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, whyNoChromium } from '../apps/playground/test/browser/find-chromium.mjs';
import { readCounts } from './report.mjs';

const pnpm = (...args) => ['scripts/pnpm.mjs', ...args];
const tool = (path, ...args) => [`node_modules/${path}`, ...args];
const workspaceReport = 'node_modules/.cache/workspace.json';
const consumerReport = 'node_modules/.cache/consumers.json';

// Each package's tests write a report of their own; turbo brings back that of what did not change.
function packageReports() {
  const grouped = ['packages', 'apps', 'examples'].flatMap((group) =>
    readdirSync(group).map((name) => join(group, name)),
  );
  return [...grouped, 'bench']
    .filter((folder) => existsSync(join(folder, 'test')))
    .map((folder) => join(folder, 'test-report.json'));
}

// Each step starts as soon as those are done that it needs.
const steps = [
  { name: 'install', needs: [], args: pnpm('install', '--frozen-lockfile') },
  { name: 'lint', needs: ['install'], args: tool('@biomejs/biome/bin/biome', 'check', '.') },
  // Builds the packages and checks the types of everything, tests included.
  { name: 'types', needs: ['install'], args: tool('typescript/bin/tsc', '-b') },
  { name: 'packages', needs: ['types'], args: pnpm('run', 'check:package') },
  { name: 'tests', needs: ['types'], args: pnpm('run', 'unit'), reports: packageReports },
  {
    name: 'workspace',
    needs: ['types'],
    args: tool(
      'vitest/vitest.mjs',
      'run',
      '--project=workspace',
      '--reporter=minimal',
      '--reporter=json',
      `--outputFile.json=${workspaceReport}`,
    ),
    reports: () => [workspaceReport],
  },
  {
    name: 'consumers',
    needs: ['packages'],
    args: ['scripts/check-consumers.mjs', consumerReport],
    reports: () => [consumerReport],
  },
];

// What is remembered of tests holds for this Node and for what is installed beside it.
const installed = (name) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
const REDIS = ['redis-server', 'valkey-server'];
const chromium = findChromium(process.env) ?? 'no-chromium';
const tools = [...['bash', 'curl', ...REDIS].filter(installed), chromium];
const noChromium = whyNoChromium(process.env);
const leftOut = [
  !REDIS.some(installed) && 'the tests of a Redis server, as none is installed',
  noChromium && `the tests in a browser, as ${noChromium}`,
].filter(Boolean);

// CI: nothing asks a question, nothing but a committed snapshot or lockfile counts, no `.only`.
const env = {
  ...process.env,
  CI: 'true',
  NO_COLOR: '1',
  HOLDFAST_TOOLS: [process.version, ...tools].join(' '),
};
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const good = new Set();

const sum = (all) => ({
  passed: all.reduce((count, { passed }) => count + passed, 0),
  failed: all.reduce((count, { failed }) => count + failed, 0),
});

async function run(step) {
  const missing = step.needs.filter((name) => !good.has(name));
  if (missing.length > 0) {
    console.log(`not run: ${step.name}, which needs ${missing.join(', ')}`);
    return { passed: 0, failed: 0 };
  }
  const start = performance.now();
  for (const report of step.reports?.() ?? []) rmSync(report, { force: true });
  const child = spawn(process.execPath, step.args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const code = await new Promise((resolve) => child.on('close', resolve));
  const counts = step.reports
    ? sum(step.reports().map(readCounts))
    : { passed: code === 0 ? 1 : 0, failed: 0 };
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  if (counts.failed === 0) good.add(step.name);
  const verdict = counts.failed === 0 ? 'ok  ' : 'FAIL';
  const detail = step.reports ? `, ${counts.passed} passed, ${counts.failed} failed` : '';
  console.log(`${verdict} ${step.name.padEnd(9)} ${seconds(start)}${detail}`);
  if (counts.failed > 0) console.log(Buffer.concat(output).toString());
  return counts;
}

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const start = performance.now();
const runs = new Map();
for (const step of steps) {
  const needed = Promise.all(step.needs.map((name) => runs.get(name)));
  runs.set(
    step.name,
    needed.then(() => run(step)),
  );
}
const total = sum(await Promise.all(runs.values()));
for (const what of leftOut) console.log(`left out: ${what}`);
console.log(`in ${seconds(start)}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
