import { versionOf } from '../report/version-of.ts';
import { compare } from '../statistics.ts';
import type { Effort, Row, Table, Workload } from '../workload.ts';
import type { SettingPlan } from './material/make-setting.ts';
import type { Windows } from './measure-heat.ts';
import { measureHeat } from './measure-heat.ts';
import type { PeerName } from './peers/by-name.ts';
import { PEERS } from './peers/by-name.ts';
import { settingOf } from './settings.ts';

/** Columns with the same tokens, and so with the same processes. */
export interface Heat {
  readonly setting: SettingPlan;
  readonly columns: readonly ContestColumn[];
}

/** One column of a contest. */
export interface ContestColumn {
  readonly title: string;
  /** Operations under way at any time. */
  readonly concurrency: number;
  /** What Holdfast must reach. */
  readonly target?: number | undefined;
}

/** Holdfast and its peers at the same task. */
export interface Contest {
  readonly id: string;
  readonly title: string;
  readonly limit: string;
  readonly peers: readonly PeerName[];
  readonly heats: readonly Heat[];
  readonly notes: readonly string[];
}

/** Makes a contest something that `pnpm bench` can run. */
export function contestWorkload(contest: Contest): Workload {
  const { id, title } = contest;
  return { id, title, run: (effort) => runContest(contest, effort) };
}

async function runContest(contest: Contest, effort: Effort): Promise<readonly Table[]> {
  const { id, title, limit, heats, notes } = contest;
  const peers: readonly PeerName[] = ['limit', ...contest.peers];
  const measured: Windows[] = [];
  for (const { setting, columns } of heats) {
    const concurrencies = columns.map(({ concurrency }) => concurrency);
    const plan = { setting: await settingOf(setting), peers, concurrencies };
    measured.push(...(await measureHeat(plan, effort)));
  }
  const columns = heats.flatMap((heat) => heat.columns);
  return [
    {
      id,
      title,
      limit,
      unit: 'operations/s',
      columns: columns.map((column) => column.title),
      rows: peers.map((name) => rowOf(name, measured)),
      targets: columns.map(({ target }) => target),
      notes,
    },
  ];
}

/** Makes the row of a peer: its windows against those of the limit, column by column. */
export function rowOf(name: PeerName, measured: readonly Windows[]): Row {
  const { title, package: packageName } = PEERS[name];
  return {
    name: title,
    version: packageName === undefined ? undefined : versionOf(packageName),
    cells: measured.map((windows) => {
      const own = windows.get(name);
      const limit = windows.get('limit');
      return own === undefined || limit === undefined ? undefined : compare(own, limit);
    }),
  };
}
