import { rowOf } from '../verify/contest.ts';
import type { SettingPlan } from '../verify/material/make-setting.ts';
import type { Windows } from '../verify/measure-heat.ts';
import { measureHeat } from '../verify/measure-heat.ts';
import type { PeerName } from '../verify/peers/by-name.ts';
import { settingOf } from '../verify/settings.ts';
import type { Effort, Table } from '../workload.ts';

/** One point of a curve. */
export interface GrowthStep {
  /** What grows, as a number that a plot can read. */
  readonly title: string;
  readonly setting: SettingPlan;
}

/** How the cost grows with one thing, all else being equal. */
export interface Growth {
  readonly id: string;
  readonly title: string;
  readonly limit: string;
  readonly peers: readonly PeerName[];
  readonly steps: readonly GrowthStep[];
  /** Operations under way at any time. Default 16. */
  readonly concurrency?: number | undefined;
  readonly notes?: readonly string[] | undefined;
}

/** How the cost grows with the operations under way; one group of processes is enough. */
export interface ConcurrencyGrowth extends Omit<Growth, 'steps' | 'concurrency'> {
  readonly setting: SettingPlan;
  readonly concurrencies: readonly number[];
}

/** Curves have many points, so each gets less than a table's column. */
function lessOf({ rounds, window }: Effort): Effort {
  return { rounds: Math.ceil(rounds / 2), window: window / 2 };
}

export async function measureGrowth(growth: Growth, effort: Effort): Promise<Table> {
  const { steps, concurrency = 16 } = growth;
  const measured: Windows[] = [];
  for (const { setting } of steps) {
    const plan = {
      setting: await settingOf(setting),
      peers: peersOf(growth),
      concurrencies: [concurrency],
    };
    measured.push(...(await measureHeat(plan, lessOf(effort))));
  }
  return tableOf(
    growth,
    steps.map(({ title }) => title),
    measured,
  );
}

export async function measureConcurrency(
  growth: ConcurrencyGrowth,
  effort: Effort,
): Promise<Table> {
  const setting = await settingOf(growth.setting);
  const { concurrencies } = growth;
  const plan = { setting, peers: peersOf(growth), concurrencies };
  return tableOf(growth, concurrencies.map(String), await measureHeat(plan, lessOf(effort)));
}

function peersOf({ peers }: Pick<Growth, 'peers'>): readonly PeerName[] {
  return ['limit', ...peers];
}

function tableOf(
  growth: Omit<Growth, 'steps'>,
  columns: readonly string[],
  measured: readonly Windows[],
): Table {
  const { id, title, limit, notes = [] } = growth;
  return {
    id,
    title,
    limit,
    unit: 'operations/s',
    columns,
    rows: peersOf(growth).map((name) => rowOf(name, measured)),
    notes,
  };
}
