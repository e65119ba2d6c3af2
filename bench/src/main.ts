// `pnpm bench [id ...] [--rounds N] [--window SECONDS] [--quick] [--out FOLDER | --publish]`: measures, prints the
// tables, and writes them. `pnpm bench --profile w1` shows where Holdfast's time goes instead.
import { fileURLToPath } from 'node:url';
import type { Arguments } from './arguments.ts';
import { readArguments } from './arguments.ts';
import { profileWorkload } from './profile/profile-workload.ts';
import { describeMachine } from './report/machine.ts';
import { writeOverview } from './report/overview.ts';
import { writePlots } from './report/plots.ts';
import type { Result } from './report/results.ts';
import { writeResults } from './report/results.ts';
import { renderTerminal } from './report/terminal.ts';
import { closeSettings } from './verify/settings.ts';
import { WORKLOADS } from './workloads.ts';

const RESULTS = fileURLToPath(new URL('../results', import.meta.url));
const DOCS = fileURLToPath(new URL('../../docs/speed', import.meta.url));
const README = fileURLToPath(new URL('../../README.md', import.meta.url));

const { chosen, effort, publishes, out, profile } = askedFor();
const folder = publishes ? RESULTS : (out ?? `${RESULTS}/own`);

function askedFor(): Arguments {
  try {
    return readArguments(
      process.argv.slice(2),
      WORKLOADS.map(({ id }) => id),
    );
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}

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
    await writePlots(publishes ? DOCS : folder, all);
    if (publishes) await writeOverview(README, all);
  }
}

// By exit, so that handlers of it end Redis and remove folders.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  await (profile === undefined ? measure() : profileWorkload(profile, folder));
} finally {
  await closeSettings();
}
