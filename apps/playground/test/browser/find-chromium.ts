import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Finds a Chromium for the tests.
 *
 * @param environment where `HOLDFAST_CHROMIUM` names the program, or else `PATH` the folders to look in
 * @returns the path of the program
 */
export function findChromium(
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const { HOLDFAST_CHROMIUM: named, PATH: path } = environment;
  if (named !== undefined && named !== '') return isProgram(named) ? named : undefined;
  const folders = (path ?? '').split(delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
