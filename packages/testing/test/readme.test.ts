import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

// The examples name sources: a package that depended on its users would close a circle.
const PACKAGES: Readonly<Record<string, string>> = {
  '../../core/src/index.ts': '@holdfast/auth-core',
  '../../express/src/index.ts': '@holdfast/auth-express',
  '../src/index.ts': '@holdfast/auth-testing',
};
const EXAMPLES = ['readme-example.test.ts', 'readme-dpop-example.test.ts'];

test('the examples in the README are the tests that run', async () => {
  const examples = EXAMPLES.map(async (file) => {
    const example = await readFile(new URL(file, import.meta.url), 'utf8');
    return Object.entries(PACKAGES).reduce((text, pair) => text.replace(...pair), example);
  });
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const shown = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, example]) => example);
  expect(shown).toEqual(await Promise.all(examples));
});
