import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Finds a Redis server on the search path. */
export function findRedis(path: string): string | undefined {
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, 'redis-server'))
    .find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
