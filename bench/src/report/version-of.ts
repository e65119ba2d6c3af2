import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Tells the installed version of a package, which need not export its manifest. */
export function versionOf(name: string): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.resolve(name)));
  for (;;) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) {
      const read = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, unknown>;
      if (read['name'] === name) {
        const version = read['version'];
        return typeof version === 'string' && version !== '0.0.0' ? version : undefined;
      }
    }
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
}
