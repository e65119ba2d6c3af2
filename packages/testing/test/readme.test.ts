import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

// The example names sources: a package that depended on its users would close a circle.
const PACKAGES: Readonly<Record<string, string>> = {
  '../../express/src/index.ts': '@holdfast/auth-express',
  '../src/index.ts': '@holdfast/auth-testing',
};

test('the example in the README is the test that runs', async () => {
  let example = await readFile(new URL('readme-example.test.ts', import.meta.url), 'utf8');
  for (const [path, name] of Object.entries(PACKAGES)) example = example.replace(path, name);
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  expect(/```ts\n(.*?)```/s.exec(readme)?.[1]).toBe(example);
});
