import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Rates } from '../statistics.ts';
import { makeTemporaryFolder } from '../temporary-folder.ts';
import type { Effort } from '../workload.ts';
import { ForkedSubject } from './forked-subject.ts';
import type { PeerName } from './peers/by-name.ts';
import type { Setting } from './setting.ts';

/** What the same processes are measured at, one after the other. */
export interface HeatPlan {
  readonly setting: Setting;
  readonly peers: readonly PeerName[];
  /** One a column of the table: operations under way at any time. */
  readonly concurrencies: readonly number[];
}

/** The windows of each peer, one a round. */
export type Windows = ReadonlyMap<PeerName, readonly Rates[]>;

/**
 * Measures several peers, each in a process of its own, with their windows interleaved: A B C A B C, so that
 * what else the machine does meets all of them alike.
 *
 * @returns the windows at each concurrency
 */
export async function measureHeat(plan: HeatPlan, effort: Effort): Promise<readonly Windows[]> {
  const { setting, peers, concurrencies } = plan;
  return withSubjects(setting, peers, async (subjects) => {
    const measured = concurrencies.map((concurrency) => ({
      concurrency,
      windows: new Map<PeerName, Rates[]>(peers.map((name) => [name, []])),
    }));
    for (let round = 0; round < effort.rounds; round++) {
      for (const { concurrency, windows } of measured) {
        for (const subject of subjects) {
          const rates = await subject.run({ concurrency, seconds: effort.window });
          windows.get(subject.name)?.push(rates);
        }
      }
    }
    return measured.map(({ windows }) => windows);
  });
}

/** Runs something with a process for each peer, and ends them whatever becomes of it. */
export async function withSubjects<TResult>(
  setting: Setting,
  peers: readonly PeerName[],
  use: (subjects: readonly ForkedSubject[]) => Promise<TResult>,
): Promise<TResult> {
  const folder = makeTemporaryFolder();
  const subjects: ForkedSubject[] = [];
  try {
    const file = join(folder.path, 'setting.json');
    await writeFile(file, JSON.stringify(setting));
    // One after the other: their warm-ups would hold each other up.
    for (const name of peers) subjects.push(await ForkedSubject.start(name, file));
    return await use(subjects);
  } finally {
    await Promise.all(subjects.map((subject) => subject.stop()));
    folder.remove();
  }
}
