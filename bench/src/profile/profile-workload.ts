import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contestant } from '../http/contest.ts';
import { contest } from '../http/contest.ts';
import { runWindow } from '../http/load.ts';
import { withHoldfast } from '../http/workloads.ts';
import type { Heat } from '../verify/contest.ts';
import { withSubjects } from '../verify/measure-heat.ts';
import { settingOf } from '../verify/settings.ts';
import { CONTESTS } from '../verify/workloads.ts';
import type { CpuProfile, SelfTime } from './self-times.ts';
import { selfTimes, timesByPackage } from './self-times.ts';

/** Seconds under the profiler. */
const SECONDS = 3;

/** How many functions are printed. */
const SHOWN = 30;

/** How many packages. */
const PACKAGES = 12;

/** About how many requests a second a server gets at most under the profiler. */
const MOST = 20_000;

/**
 * Runs Holdfast's process of one workload, in-process or over HTTP, alone under V8's profiler while a window lasts, and
 * prints where its main thread's time went. The whole profile is left for a browser's developer tools.
 */
export async function profileWorkload(id: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const done = withHoldfast(id, async (contestants) => {
    for (const contestant of contestants) {
      const file = join(folder, `${id}-${contestant.server.name}.cpuprofile`);
      console.log(await profileServer(contestant, file));
    }
  });
  if (done !== undefined) return done;
  const found = CONTESTS.find((each) => each.id === id);
  if (found === undefined) {
    throw new Error(`--profile takes ${CONTESTS.map((each) => each.id).join(', ')}, h1 to h4.`);
  }
  for (const [index, heat] of found.heats.entries()) {
    const file = join(folder, `${id}-${index + 1}.cpuprofile`);
    console.log(await profileHeat(heat, file));
  }
}

async function profileServer({ server, feed }: Contestant, file: string): Promise<string> {
  await contest([{ server, feed }], { rounds: 0, window: 1 });
  const calls = await feed.next(MOST * SECONDS, 1);
  const written = server.profile(file, SECONDS);
  const { rate } = await runWindow({
    port: server.port,
    calls,
    seconds: SECONDS + 1,
    once: feed.once,
  });
  await written;
  return report(`${server.name}: ${Math.round(rate)} requests/s`, file);
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
  return report(`${title}: ${Math.round(rate)} operations/s`, file);
}

async function report(what: string, file: string): Promise<string> {
  const profile = JSON.parse(await readFile(file, 'utf8')) as CpuProfile;
  return [
    `${what} under the profiler; self time of the main thread, without idleness, by package`,
    ...timesByPackage(profile).slice(0, PACKAGES).map(line),
    'and by function',
    ...selfTimes(profile).slice(0, SHOWN).map(line),
    '',
  ].join('\n');
}

function line({ name, place, share }: SelfTime): string {
  return `${(share * 100).toFixed(1).padStart(5)} %  ${name}  ${place}`;
}
