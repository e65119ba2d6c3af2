import { expect, test } from 'vitest';
import { bundledSize, loadedAtOnce } from '../src/footprint/bundled-size.ts';
import { coreParts, coreSizes } from '../src/footprint/core-sizes.ts';

// The sources, so that no test needs a build; what is published differs from them in types alone.
const SOURCES = ['@holdfast/source', 'import', 'default'];

// What is reached, in bytes: above what `SIZE_LIMITS` aims at. They may go down; one that goes up needs a reason.
// Last, by 300 bytes: more that is wrong is refused, most of it when the client is made.
const REACHED = { whole: 25_250, verifying: 18_300 };

test('the core weighs no more than it did, gzipped', async () => {
  const { whole, verifying } = await coreSizes(SOURCES);
  expect(whole).toBeLessThanOrEqual(REACHED.whole);
  expect(verifying).toBeLessThanOrEqual(REACHED.verifying);
  // Less would mean that it was not the core that was measured.
  expect(verifying).toBeGreaterThan(5000);
  expect(whole).toBeGreaterThan(verifying);
});

test('what each folder of the core adds is no more than the whole', async () => {
  const parts = await coreParts(SOURCES);
  expect([...parts.keys()]).toEqual(
    expect.arrayContaining(['client', 'dpop', 'issuer', 'options', 'refusal', 'request', 'token']),
  );
  // Not what the application does not load, and nothing twice.
  expect(parts.has('exchange') || parts.has('adapter')).toBe(false);
  const sum = [...parts.values()].reduce((total, size) => total + size, 0);
  const { verifying } = await coreSizes(SOURCES);
  expect(sum).toBeGreaterThan(verifying * 0.8);
  expect(sum).toBeLessThan(verifying);
});

test('a bundle with an import that is nowhere has no size', async () => {
  await expect(bundledSize("export * from 'not-installed-anywhere';")).rejects.toThrow();
});

test('what is behind import() is not loaded at once, what is imported by a loaded chunk is', () => {
  const chunk = (fileName: string, imports: readonly string[], isEntry = false) =>
    ({ type: 'chunk', fileName, imports, isEntry }) as never;
  const output = [
    chunk('entry.js', ['shared.js'], true),
    chunk('later.js', ['shared.js', 'deep.js']),
    chunk('shared.js', ['base.js']),
    chunk('base.js', []),
    chunk('deep.js', []),
  ];
  const names = loadedAtOnce(output).map(({ fileName }) => fileName);
  expect(names).toEqual(['entry.js', 'shared.js', 'base.js']);
});
