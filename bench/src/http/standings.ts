import { versionOf } from '../report/version-of.ts';
import { compare } from '../statistics.ts';
import type { Row, Table } from '../workload.ts';
import type { Showing } from './contest.ts';
import type { ServerName } from './servers/by-name.ts';

/** A row of a table: whose servers stand in it, by column. */
export interface Entrant {
  readonly name: string;
  /** The package whose version is shown. */
  readonly package?: string | undefined;
  readonly servers: readonly (ServerName | undefined)[];
  /** Whether its servers answer everybody, as those without authentication do. */
  readonly isOpen?: boolean | undefined;
}

/** The servers without authentication, by column: each is 1.00 of its column. */
export type BareServers = readonly ServerName[];

export interface Standings
  extends Pick<Table, 'id' | 'title' | 'limit' | 'columns' | 'targets' | 'notes'> {
  readonly bare: BareServers;
  readonly entrants: readonly Entrant[];
  readonly shown: ReadonlyMap<ServerName, Showing>;
}

/** Makes two tables of one contest: one of rates, and one of processor time, which the load's own does not touch. */
export function standings({ bare, entrants, shown, ...texts }: Standings): readonly Table[] {
  const all: readonly Entrant[] = [{ name: 'without authentication', servers: bare }, ...entrants];
  const rowsBy = (value: keyof Showing): Row[] =>
    all.map((entrant) => ({
      name: entrant.name,
      version: entrant.package === undefined ? undefined : versionOf(entrant.package),
      cells: entrant.servers.map((server, column) => {
        const mine = server && shown.get(server)?.[value];
        const limit = bare[column] && shown.get(bare[column])?.[value];
        return mine && limit ? compare(mine, limit) : undefined;
      }),
    }));
  return [
    { ...texts, unit: 'requests/s', rows: rowsBy('rates') },
    {
      ...texts,
      id: `${texts.id}-cpu`,
      title: `${texts.title}: by the processor time of the server's process`,
      unit: 'requests for a second of processor time',
      rows: rowsBy('efficiency'),
      targets: undefined,
      notes: [
        'Requests for each second of processor time that the process of the server used, its threads included: what a busy machine and a load generator at its own limit distort less than requests a second.',
      ],
    },
  ];
}
