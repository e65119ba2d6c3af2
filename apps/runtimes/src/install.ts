import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Runtime } from './runtimes.ts';

// Not dependencies of the workspace: together they are more than 1 GB, which `npm test` needs none of.
const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/runtimes', import.meta.url));

/**
 * Installs a runtime with npm, unless it is there already. Nothing of it is run.
 *
 * @returns the path of its binary
 * @throws {Error} when npm fails
 */
export async function installRuntime(runtime: Runtime): Promise<string> {
  const { package: name, version, binary } = runtime;
  const folder = join(CACHE, `${name.replace('/', '+')}@${version}`);
  const path = join(folder, 'node_modules', name, binary);
  if (existsSync(path)) return path;
  await mkdir(CACHE, { recursive: true });
  // Renamed when it is complete, so that an installation that was cut short does not count.
  const partial = await mkdtemp(`${folder}-`);
  const options = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'];
  const npm = spawn('npm', ['install', '--prefix', partial, ...options, `${name}@${version}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(npm, 'close');
  if (code !== 0) throw new Error(`npm could not install ${name}@${version}.`);
  await rename(partial, folder);
  return path;
}
