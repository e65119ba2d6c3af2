import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, manifestOf, packages, read, root, sourcesOf } from './workspace.ts';

/** Who may import whom: by package, what its sources may name besides files of their own. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  conformance: ['@holdfast/auth-core', '@holdfast/auth-testing', 'node:'],
  core: ['jose', 'oauth4webapi'],
  express: ['@holdfast/auth-core', 'express', 'node:'],
  redis: ['@holdfast/auth-core', 'ioredis', 'redis'],
  testing: ['jose', 'msw'],
};

/** The frameworks' packages. Nothing imports them but applications. */
const adapters = ['express'];

/** The folders of the core that know nothing of each other. */
const rooms = ['token', 'issuer', 'guard', 'dpop', 'exchange'];

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:';
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

test('every package has its arrows', () => {
  expect(packages).toEqual(Object.keys(arrows));
});

describe.each(Object.entries(arrows))('packages/%s', (folder, allowed) => {
  test('imports what it may', () => {
    const wrong = sourcesOf('packages', folder, 'src').flatMap((file) =>
      importsOf(read('packages', folder, 'src', file))
        .filter(
          (specifier) => !specifier.startsWith('.') && !allowed.includes(packageOf(specifier)),
        )
        .map((specifier) => `${file} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  test('depends on what its sources may import', () => {
    const { dependencies, peerDependencies } = manifestOf(folder);
    const declared = Object.keys({ ...dependencies, ...peerDependencies }).sort();
    expect(declared).toEqual(allowed.filter((name) => name !== 'node:'));
  });
});

describe('packages/core', () => {
  test.each(rooms.filter((room) => existsSync(join(root, 'packages/core/src', room))))(
    'src/%s imports no other room',
    (room) => {
      const others = rooms.filter((name) => name !== room);
      const wrong = sourcesOf('packages/core/src', room).flatMap((file) =>
        importsOf(read('packages/core/src', room, file))
          .filter((path) => others.some((other) => path.includes(`../${other}/`)))
          .map((path) => `${file} imports ${path}`),
      );
      expect(wrong).toEqual([]);
    },
  );
});

describe.each(adapters)('packages/%s', (folder) => {
  test('runs the conformance suite', () => {
    const suite = read('packages', folder, 'test/conformance.test.ts');
    expect(importsOf(suite)).toContain('@holdfast/auth-conformance');
    expect(suite).toMatch(/\brunConformance\(/);
  });
});
