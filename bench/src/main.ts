// `pnpm bench [id ...] [--rounds N] [--window SECONDS] [--quick] [--out FOLDER]`: measures, prints the
// tables, and writes them. `pnpm bench --profile w1` shows where Holdfast's time goes instead.
import { fileURLToPath } from 'node:url';
import { readArguments } from './arguments.ts';
import { profileWorkload } from './profile/profile-workload.ts';
import { describeMachine } from './report/machine.ts';
import { writePlots } from './report/plots.ts';
import type { Result } from './report/results.ts';
import { writeResults } from './report/results.ts';
import { renderTerminal } from './report/terminal.ts';
import { closeSettings } from './verify/settings.ts';
import { WORKLOADS } from './workloads.ts';

const RESULTS = fileURLToPath(new URL('../results', import.meta.url));
const DOCS = fileURLToPath(new URL('../../docs/speed', import.meta.url));

const { chosen, effort, isQuick, out, profile } = readArguments(
  process.argv.slice(2),
  WORKLOADS.map(({ id }) => id),
);
// The figures of a quick run are not to replace those of a whole one.
const folder = out ?? (isQuick ? `${RESULTS}/quick` : RESULTS);

async function measure(): Promise<void> {
  const results: Result[] = [];
  for (const workload of WORKLOADS) {
    if (chosen.length > 0 && !chosen.includes(workload.id)) continue;
    const machine = describeMachine(effort);
    const start = performance.now();
    const tables = await workload.run(effort);
    results.push(...tables.map((table) => ({ table, machine })));
    for (const table of tables) console.log(renderTerminal(table));
    console.log(`${workload.id} took ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
    // After each, so that what was measured is there even if a later one fails.
    const all = await writeResults(folder, results);
    await writePlots(folder === RESULTS ? DOCS : folder, all);
  }
}

// By exit, so that handlers of it end Redis and remove folders.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  await (profile === undefined ? measure() : profileWorkload(profile, folder));
} finally {
  await closeSettings();
}
