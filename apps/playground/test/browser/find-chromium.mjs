// Plain JavaScript, because scripts/verify.mjs runs it on a Node that reads no TypeScript. Its types are beside it.
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

export function findChromium({ HOLDFAST_CHROMIUM: named, PATH: path }) {
  if (named) return isProgram(named) ? named : undefined;
  const folders = (path ?? '').split(delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

export function whyNoChromium(environment) {
  if (findChromium(environment) !== undefined) return undefined;
  const { HOLDFAST_CHROMIUM: named } = environment;
  return named
    ? `HOLDFAST_CHROMIUM names ${named}, which is no program`
    : 'no Chromium is installed';
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
