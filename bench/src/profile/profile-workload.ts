import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Heat } from '../verify/contest.ts';
import { withSubjects } from '../verify/measure-heat.ts';
import { settingOf } from '../verify/settings.ts';
import { CONTESTS } from '../verify/workloads.ts';
import type { CpuProfile } from './self-times.ts';
import { selfTimes } from './self-times.ts';

/** Seconds under the profiler. */
const SECONDS = 3;

/** How many functions are printed. */
const SHOWN = 30;

/**
 * Runs Holdfast's process of one in-process workload alone, under V8's profiler while a window lasts, and
 * prints where its main thread's time went. The whole profile is left for a browser's developer tools.
 */
export async function profileWorkload(id: string, folder: string): Promise<void> {
  const contest = CONTESTS.find((each) => each.id === id);
  if (contest === undefined) {
    throw new Error(`--profile takes ${CONTESTS.map((each) => each.id).join(', ')}.`);
  }
  await mkdir(folder, { recursive: true });
  for (const [index, heat] of contest.heats.entries()) {
    const file = join(folder, `${id}-${index + 1}.cpuprofile`);
    console.log(await profileHeat(heat, file));
  }
}

async function profileHeat({ setting, columns: [column] }: Heat, file: string): Promise<string> {
  const { concurrency = 16, title = '' } = column ?? {};
  const order = { concurrency, seconds: SECONDS, profile: file };
  const made = await settingOf(setting);
  const rate = await withSubjects(made, ['holdfast'], async ([subject]) => {
    if (subject === undefined) throw new Error('There is no process.');
    // Once without: what is compiled on the way is no part of the profile.
    await subject.run({ concurrency, seconds: 1 });
    return (await subject.run(order)).rate;
  });
  const times = selfTimes(JSON.parse(await readFile(file, 'utf8')) as CpuProfile);
  const lines = times
    .slice(0, SHOWN)
    .map(
      ({ name, place, share }) => `${(share * 100).toFixed(1).padStart(5)} %  ${name}  ${place}`,
    );
  const head = `${title}: ${Math.round(rate)} operations/s under the profiler; self time of the main thread, without idleness`;
  return [head, ...lines, ''].join('\n');
}
