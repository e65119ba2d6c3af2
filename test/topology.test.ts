import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, manifestOf, packages, read, root, sourcesOf } from './workspace.ts';

/** Who may import whom: by package, what its sources may name besides files of their own. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  conformance: ['@holdfast/auth-core', '@holdfast/auth-testing', 'node:'],
  core: ['jose'],
  express: ['@holdfast/auth-core', 'express', 'node:'],
  hono: ['@holdfast/auth-core', 'hono'],
  koa: ['@holdfast/auth-core', 'koa'],
  redis: ['@holdfast/auth-core', 'ioredis', 'redis'],
  testing: ['jose', 'msw'],
  trpc: ['@holdfast/auth-core', '@trpc/server'],
};

/** What belongs to no framework. Every other package is an adapter, and runs the suite. */
const libraries = ['conformance', 'core', 'redis', 'testing'];

/** What users do not install. */
const programs = ['apps', 'examples'].flatMap((group) =>
  readdirSync(join(root, group)).map((name) => `${group}/${name}`),
);

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

describe.each([
  ...packages.filter((folder) => !libraries.includes(folder)).map((name) => `packages/${name}`),
  ...programs.filter(
    (program) =>
      program.startsWith('examples/') &&
      read(program, 'package.json').includes('"@holdfast/auth-conformance"'),
  ),
])('%s', (adapter) => {
  const path = 'test/conformance.test.ts';
  const suite = existsSync(join(root, adapter, path)) ? read(adapter, path) : '';

  test('runs the conformance suite', () => {
    expect(importsOf(suite)).toContain('@holdfast/auth-conformance');
    expect(suite).toMatch(/\brunConformance\(/);
  });

  test('leaves out no case: what it cannot do it declares in expectFailures', () => {
    expect(suite).not.toMatch(/\bCASES\b|\.(skip|only|todo|fails)\b/);
  });
});

describe.each(programs)('%s', (program) => {
  const imports = ['server', 'src', 'test']
    .filter((folder) => existsSync(join(root, program, folder)))
    .flatMap((folder) => sourcesOf(program, folder).map((file) => `${program}/${folder}/${file}`))
    .flatMap((file) => importsOf(read(file)).map((specifier) => ({ file, specifier })));

  test('reaches no other folder by a path', () => {
    const wrong = imports.filter(
      ({ file, specifier }) =>
        specifier.startsWith('.') && !join(dirname(file), specifier).startsWith(`${program}/`),
    );
    expect(wrong).toEqual([]);
  });

  test('imports of the other programs what examples may: what the playground exports', () => {
    const allowed = program.startsWith('examples/') ? ['@holdfast/playground'] : [];
    const wrong = imports
      .map(({ specifier }) => packageOf(specifier))
      .filter((name) => name.startsWith('@holdfast/') && !name.startsWith('@holdfast/auth-'))
      .filter((name) => !allowed.includes(name));
    expect(wrong).toEqual([]);
  });
});
