import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { ConformanceHarness, Target } from '@holdfast/auth-conformance';
import { bundleWorker } from './bundle.ts';
import { workerdConfig } from './config.ts';
import { openOutside } from './outside.ts';

/** Workers of one adapter, each in a workerd of its own. */
export interface WorkerdHost {
  readonly start: ConformanceHarness['start'];
  /** Removes what lies on the disk. */
  readonly close: () => Promise<void>;
}

/**
 * Bundles the worker of an adapter.
 *
 * @param binary the path of workerd
 */
export async function openWorkerd(binary: string, adapter: string): Promise<WorkerdHost> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-workerd-'));
  await bundleWorker(adapter, join(folder, 'worker.js'));
  let count = 0;
  return {
    start: async (_options, { profile, source }) => {
      const outside = await openOutside(source);
      const { jwks, jwksUri } = await source.issuer('first');
      const config = join(folder, `${++count}.capnp`);
      const keys = { jwks, jwksUri };
      await writeFile(config, workerdConfig({ profile, keys, outside: outside.port }));
      const { port, close } = await runWorkerd(binary, config);
      return { port, close: async () => void (await Promise.all([close(), outside.close()])) };
    },
    close: () => rm(folder, { recursive: true }),
  };
}

async function runWorkerd(binary: string, config: string): Promise<Target> {
  const child = spawn(binary, ['serve', config, '--control-fd=3'], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  });
  const ended = once(child, 'exit');
  const control = child.stdio[3] as Readable;
  const said = await Promise.race([once(control, 'data'), ended.then(() => undefined)]);
  if (said === undefined) throw new Error(`workerd ended at once with ${child.exitCode}`);
  const { port } = JSON.parse(String(said[0])) as { readonly port: number };
  return {
    port,
    close: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
