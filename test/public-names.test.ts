import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as core from '../packages/core/src/index.ts';
import { publicNames } from './public-names.ts';
import { manifestOf, packages, read, root } from './workspace.ts';

const entries = packages.flatMap((folder) => {
  const manifest = manifestOf(folder);
  return Object.entries(manifest.exports)
    .filter(([subpath]) => subpath !== './package.json')
    .map(([subpath, target]) => ({
      specifier: join(manifest.name, subpath),
      source: join(
        'packages',
        folder,
        (target as Record<string, string>)['@holdfast/source'] ?? '',
      ),
    }));
});

const declaration =
  /^export (?:declare )?(?:async )?(function|class|const|interface|type) ([A-Za-z]\w*)/gm;
const list = /^export (type )?\{([^}]*)\}/gm;

function namesIn(source: string): string[] {
  const declared = [...source.matchAll(declaration)].map(([, kind, name]) =>
    kind === 'interface' || kind === 'type' ? `type ${name}` : `${name}`,
  );
  const listed = [...source.matchAll(list)].flatMap(([, type, names]) =>
    (names ?? '')
      .split(',')
      .map((name) => name.trim().replace(/^(type )?.+ as /, '$1'))
      .filter((name) => name !== '')
      .map((name) => (type && !name.startsWith('type ') ? `type ${name}` : name)),
  );
  return [...declared, ...listed].sort();
}

test('the pinned entries are those of the manifests', () => {
  expect(entries.map(({ specifier }) => specifier).sort()).toEqual(Object.keys(publicNames));
});

describe.each(entries)('$specifier', ({ specifier, source }) => {
  test('exports the pinned names', () => {
    expect(namesIn(read(source))).toEqual(publicNames[specifier]);
  });

  test('exports the same values at run time', async () => {
    const values = (publicNames[specifier] ?? []).filter((name) => !name.startsWith('type '));
    expect(Object.keys(await import(join(root, source))).sort()).toEqual(values);
  });

  test('exports neither a default nor a whole module', () => {
    expect(read(source)).not.toMatch(/^export (default|\*)/m);
  });
});

describe('whoever changes the framework changes one import', () => {
  const valuesOf = (adapter: string): readonly string[] =>
    (publicNames[`@holdfast/auth-${adapter}`] ?? []).filter((name) => !name.startsWith('type '));
  const express = valuesOf('express');

  test.each(['koa', 'hono'])('%s exports the values that express does', (adapter) => {
    expect(valuesOf(adapter)).toEqual(express);
  });

  test('trpc exports trpcAuth(), which gives auth() and the guards as middlewares of tRPC', () => {
    const given = ['auth', ...Object.keys(core.adaptGuards(() => undefined))];
    const shared = express.filter((name) => !given.includes(name));
    expect(valuesOf('trpc')).toEqual([...shared, 'trpcAuth']);
    expect(express).toEqual([...shared, ...given].sort());
  });
});
