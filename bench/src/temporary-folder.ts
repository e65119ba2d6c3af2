import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that is gone when it is removed, or when this process exits before that. */
export interface TemporaryFolder {
  readonly path: string;
  readonly remove: () => void;
}

export function makeTemporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
  // Synchronous: at exit nothing else is done any more.
  const clear = (): void => rmSync(path, { recursive: true, force: true });
  process.once('exit', clear);
  const remove = (): void => {
    process.off('exit', clear);
    clear();
  };
  return { path, remove };
}
