import { versionOf } from '../report/version-of.ts';
import { compare, median } from '../statistics.ts';
import type { Measured, Row, Table, Workload } from '../workload.ts';
import { coreParts, coreSizes, SIZE_LIMITS } from './core-sizes.ts';
import { asRates, IMPORTED, importTimes } from './import-time.ts';
import { measureMemory } from './memory.ts';
import { PEER_BUNDLES, peerSize } from './peer-sizes.ts';

const SIZE = 'Size, bundled and minified with all that it needs';
const IMPORT = 'Time to import';
const MEMORY = 'Memory';

/** How many more imports than rounds: one takes milliseconds. */
const IMPORTS_A_ROUND = 5;

async function sizes(): Promise<readonly Table[]> {
  const { whole, verifying } = await coreSizes();
  const rows: Row[] = [{ name: 'Holdfast', cells: [kilobytes(whole), kilobytes(verifying)] }];
  for (const peer of PEER_BUNDLES) {
    const size = await peerSize(peer);
    const cells = [undefined, size === undefined ? undefined : kilobytes(size)];
    rows.push({ name: peer.name, version: versionOf(peer.package), cells });
  }
  return [
    {
      id: 'f1',
      title: SIZE,
      unit: 'kB',
      limit: '1 kB, which is 1000 bytes, gzipped at level 9',
      columns: ['everything', 'what is loaded to verify access tokens'],
      rows,
      targets: [SIZE_LIMITS.whole / 1000, SIZE_LIMITS.verifying / 1000],
      notes: [
        'Bundled by rolldown. What stands behind `import()`, the exchange of tokens, is not loaded to verify.',
      ],
    },
    await parts(),
  ];
}

async function parts(): Promise<Table> {
  const sizes = [...(await coreParts())].sort(([, one], [, other]) => other - one);
  return {
    id: 'f1-parts',
    title: 'What an application loads that only verifies, by folder of the core',
    unit: 'kB',
    limit: '1 kB, which is 1000 bytes, gzipped at level 9',
    columns: ['less without it'],
    rows: sizes.map(([part, size]) => ({ name: PARTS[part] ?? part, cells: [kilobytes(size)] })),
    notes: [
      'How much smaller the whole would be without the code of a folder; what several have in common counts for none.',
    ],
  };
}

/** What the folders hold, in the words of a reader who does not know them. */
const PARTS: Readonly<Record<string, string>> = {
  client: '`ApiClient`, the order of checks, caches',
  dpop: 'DPoP: proofs, nonces, replays',
  guard: 'guards, as far as the client needs them',
  issuer: 'issuers: metadata, keys, outages',
  metadata: 'protected resource metadata',
  options: 'options: what is wrong with them, and their defaults',
  refusal: 'refusals: reasons, challenges, answers',
  request: 'requests: fields, JWS, base64url, JSON',
  token: 'tokens: header, claims, what callers are told',
};

async function imports(rounds: number): Promise<readonly Table[]> {
  const times = await importTimes(rounds * IMPORTS_A_ROUND);
  const limit = times.get('jose') ?? [];
  const rows = IMPORTED.map((name): Row => {
    const cells = [
      { ...compare(asRates(times.get(name) ?? []), asRates(limit)), quiet: undefined },
    ];
    return name === '@holdfast/auth-core'
      ? { name: 'Holdfast', cells }
      : { name, version: versionOf(name), cells };
  });
  const empty = median(times.get('') ?? []);
  return [
    {
      id: 'f2',
      title: IMPORT,
      unit: 'ms',
      limit: "`import('jose')`",
      columns: ['in a new process'],
      rows,
      targets: [1.3],
      notes: [
        `Around \`import()\`, in ${limit.length} new processes each, whose own start is left out; less is better. An empty module takes ${empty.toFixed(1)} ms.`,
      ],
    },
  ];
}

async function memory(): Promise<readonly Table[]> {
  const { replayEntry, rememberedToken, tokenLength } = await measureMemory();
  return [
    {
      id: 'f3',
      title: MEMORY,
      unit: 'bytes',
      limit: '1 byte of the heap',
      columns: ['a used proof in `MemoryReplayStore`', 'a remembered token, beside its own length'],
      rows: [{ name: 'Holdfast', cells: [exactly(replayEntry), exactly(rememberedToken)] }],
      targets: [100, 2000],
      notes: [
        `Of 1,000,000 used proofs that live at a time, and of 5000 remembered tokens of ${Math.round(tokenLength)} bytes that were each sent three times, so that their parsed claims count. The slabs of 64 KiB in which a client decodes tokens are outside of the heap, and of this figure.`,
      ],
    },
  ];
}

function kilobytes(bytes: number): Measured {
  return exactly(bytes / 1000);
}

function exactly(value: number): Measured {
  return { median: value, low: value, high: value, absolute: value };
}

export const footprintWorkloads: readonly Workload[] = [
  { id: 'f1', title: SIZE, run: sizes },
  { id: 'f2', title: IMPORT, run: ({ rounds }) => imports(rounds) },
  { id: 'f3', title: MEMORY, run: memory },
];
