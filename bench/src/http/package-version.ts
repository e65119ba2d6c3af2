import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Finds the version of an installed package. Not by importing its package.json, which many packages do not export.
 *
 * @param specifier what would be imported, such as `hono/jwk`
 */
export function packageVersion(specifier: string): string | undefined {
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  let folder = dirname(fileURLToPath(import.meta.resolve(specifier)));
  for (; folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = readManifest(join(folder, 'package.json'));
    if (manifest?.name === name) return manifest.version;
  }
  return undefined;
}

function readManifest(
  path: string,
): { readonly name?: string; readonly version?: string } | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
