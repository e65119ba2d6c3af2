import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { manifestOf, packages, read, root } from './workspace.ts';

describe.each(packages)('packages/%s', (folder) => {
  const manifest = manifestOf(folder);

  test.each(['README.md', 'src/index.ts', 'test', 'tsconfig.json'])('has %s', (path) => {
    expect(existsSync(join(root, 'packages', folder, path))).toBe(true);
  });

  test('carries the licence of the workspace', () => {
    expect(read('packages', folder, 'LICENSE')).toBe(read('LICENSE'));
  });

  test('has the manifest that all packages have', () => {
    const shared = manifestOf('core');
    expect(manifest).toMatchObject({
      name: `@holdfast/auth-${folder}`,
      version: shared['version'],
      license: 'MIT',
      type: 'module',
      engines: shared['engines'],
      sideEffects: false,
      files: shared['files'],
      scripts: shared['scripts'],
    });
    expect(manifest['description']).toMatch(/\.$/);
  });

  test('names each entry as source, types and default, in this order', () => {
    const { './package.json': itself, ...entries } = manifest.exports;
    expect(itself).toBe('./package.json');
    for (const target of Object.values(entries)) {
      expect(Object.keys(target)).toEqual(['@holdfast/source', 'types', 'default']);
    }
  });
});

test('the lockfile holds no address to download from', () => {
  expect(read('pnpm-lock.yaml')).not.toMatch(/https?:\/\/|tarball:/);
});
