import { expect, test } from 'vitest';
import { packages, read, sourcesOf } from './workspace.ts';

// A promise of the engine's, or of another realm, is no instance of a global `Promise` that zone.js or bluebird has put in
// place of it. Taken for an answer, it once let a replayed proof pass.
test.each(packages)('packages/%s tells a promise by its then, not by instanceof', (folder) => {
  const wrong = sourcesOf('packages', folder, 'src').filter((file) =>
    read('packages', folder, 'src', file).includes('instanceof Promise'),
  );
  expect(wrong).toEqual([]);
});
