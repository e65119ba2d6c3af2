import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

test('the example of a store is the suite that runs for the store in memory', () => {
  expect(read('../../README.md')).toContain(`\`\`\`ts\n${read('./memory.test.ts')}\`\`\``);
});
