/** What of V8's profile counts here. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: {
      readonly functionName: string;
      readonly url: string;
      readonly lineNumber: number;
    };
  }[];
  readonly samples: readonly number[];
  /** Microseconds since the sample before. */
  readonly timeDeltas: readonly number[];
}

/** The time that was spent in one function itself, what it calls left out. */
export interface SelfTime {
  readonly name: string;
  readonly place: string;
  /** The share of all samples that were not idle. */
  readonly share: number;
}

type CallFrame = CpuProfile['nodes'][number]['callFrame'];

/** Adds up the self time of each function, the longest first. Waiting for threads counts as idle. */
export function selfTimes(profile: CpuProfile): readonly SelfTime[] {
  return timesBy(profile, describe);
}

/** Adds up the self time by package, the longest first; what is of none (Node's own, native) by its name. */
export function timesByPackage(profile: CpuProfile): readonly SelfTime[] {
  return timesBy(profile, ({ functionName, url }) => {
    const [, own] = /[/](packages[/][^/]+)[/]/.exec(url) ?? [];
    const installed = url
      .split('/node_modules/')
      .at(-1)
      ?.match(/^(?:@[^/]+[/])?[^/]+/)?.[0];
    const name = own ?? (url.includes('/node_modules/') ? installed : undefined);
    if (name !== undefined) return { name, place: '' };
    if (url.startsWith('node:')) return { name: 'Node', place: '' };
    return { name: url === '' ? functionName : 'the benchmark', place: '' };
  });
}

function timesBy(
  { nodes, samples, timeDeltas }: CpuProfile,
  nameOf: (frame: CallFrame) => Pick<SelfTime, 'name' | 'place'>,
): readonly SelfTime[] {
  const functions = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const times = new Map<string, { readonly name: string; readonly place: string; time: number }>();
  let busy = 0;
  samples.forEach((id, index) => {
    const found = functions.get(id);
    const time = timeDeltas[index] ?? 0;
    if (found === undefined || found.name === '(idle)') return;
    busy += time;
    const key = `${found.name} ${found.place}`;
    const entry = times.get(key) ?? { ...found, time: 0 };
    entry.time += time;
    times.set(key, entry);
  });
  return [...times.values()]
    .sort((a, b) => b.time - a.time)
    .map(({ name, place, time }) => ({ name, place, share: time / busy }));
}

function describe({ functionName, url, lineNumber }: CallFrame): Pick<SelfTime, 'name' | 'place'> {
  // The last parts of the path say enough, and no folder of this machine is printed.
  const file = url.split('/').slice(-3).join('/');
  return {
    name: functionName || '(anonymous)',
    place: url === '' ? '' : `${file}:${lineNumber + 1}`,
  };
}
