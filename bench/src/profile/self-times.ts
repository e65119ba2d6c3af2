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

/** Adds up the self time of each function, the longest first. Waiting for threads counts as idle. */
export function selfTimes({ nodes, samples, timeDeltas }: CpuProfile): readonly SelfTime[] {
  const functions = new Map(nodes.map(({ id, callFrame }) => [id, describe(callFrame)]));
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

function describe({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame']): {
  readonly name: string;
  readonly place: string;
} {
  // The last parts of the path say enough, and no folder of this machine is printed.
  const file = url.split('/').slice(-3).join('/');
  return {
    name: functionName || '(anonymous)',
    place: url === '' ? '' : `${file}:${lineNumber + 1}`,
  };
}
