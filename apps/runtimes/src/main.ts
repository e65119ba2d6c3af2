// `pnpm test:runtimes [runtime | adapter ...] [--write]`: runs the built suite in every runtime. A
// run of everything holds the table in the README to what it measured, or writes it.
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { installRuntime } from './install.ts';
import { measure } from './measure.ts';
import type { Adapter, Runtime } from './runtimes.ts';
import { ADAPTER_NAMES, runtimesFor } from './runtimes.ts';
import type { Measurement } from './table.ts';
import { placeTable, renderTable } from './table.ts';

const README = fileURLToPath(new URL('../../../README.md', import.meta.url));

const runtimes = runtimesFor(`${process.platform}-${process.arch}`);
const names: readonly string[] = [...runtimes.map(({ id }) => id), ...ADAPTER_NAMES];
const chosen = process.argv.slice(2).filter((argument) => argument !== '--write');
const unknown = chosen.filter((name) => !names.includes(name));
if (unknown.length > 0) throw new Error(`${unknown.join(', ')}: none of ${names.join(', ')}.`);
const isChosen = (name: string, among: readonly string[]): boolean =>
  chosen.includes(name) || !chosen.some((each) => among.includes(each));

const runs = runtimes
  .filter(({ id }) =>
    isChosen(
      id,
      runtimes.map((runtime) => runtime.id),
    ),
  )
  .flatMap((runtime) =>
    runtime.adapters
      .filter((adapter) => isChosen(adapter, ADAPTER_NAMES))
      .map((adapter) => ({ runtime, adapter })),
  );

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

async function install(): Promise<ReadonlyMap<Runtime, string>> {
  const start = performance.now();
  const needed = [...new Set(runs.map(({ runtime }) => runtime))];
  const binaries = await Promise.all(
    needed.map(async (runtime) => [runtime, await installRuntime(runtime)] as const),
  );
  console.log(`ok   runtimes installed, ${seconds(start)}`);
  return new Map(binaries);
}

async function runOne(
  { runtime, adapter }: { readonly runtime: Runtime; readonly adapter: Adapter },
  binary: string,
): Promise<Measurement> {
  const start = performance.now();
  const report = await measure(runtime, binary, adapter);
  const { passed, expected, more, failures } = report;
  const declared = expected.reduce((sum, { count }) => sum + count, 0);
  const verdict = failures.length === 0 ? 'ok  ' : 'FAIL';
  const counts = `${passed + more} passed, ${declared} failed as declared, ${failures.length} failed`;
  console.log(`${verdict} ${runtime.id} ${adapter}: ${counts}, ${seconds(start)}`);
  for (const { name, error } of failures) console.log(`     ${name}\n${error}`);
  return { runtime, adapter, report };
}

const binaries = await install();
const measurements: Measurement[] = [];
const waiting = [...runs];
async function work(): Promise<void> {
  for (let run = waiting.shift(); run; run = waiting.shift()) {
    measurements.push(await runOne(run, binaries.get(run.runtime) ?? ''));
  }
}
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));

let passed = 0;
let failed = 0;
for (const { report } of measurements) {
  passed += report.passed + report.more;
  for (const { count } of report.expected) passed += count;
  failed += report.failures.length;
}
if (failed === 0 && chosen.length === 0) {
  const readme = await readFile(README, 'utf8');
  const measured = placeTable(readme, renderTable(runtimes, measurements));
  if (process.argv.includes('--write')) await writeFile(README, measured);
  else if (measured !== readme) {
    console.log('FAIL The table in README.md is not what was measured: run with --write.');
    failed += 1;
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
