import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { OutputAsset, OutputChunk, Plugin } from 'rolldown';
import { rolldown } from 'rolldown';

// Exists in memory alone; from where it would be, its imports are looked up.
const ENTRY: string = fileURLToPath(new URL('entry-of-the-bundle.js', import.meta.url));

export interface BundleOptions {
  /** Leaves what stands behind `import()` out. Default false: it is all one file. */
  readonly splitting?: boolean | undefined;
  /** The conditions of `exports`. Default: those of a bundler, which choose what is published. */
  readonly conditions?: readonly string[] | undefined;
  /** `"neutral"` (default) knows nothing of Node's. */
  readonly platform?: 'neutral' | 'node' | undefined;
  readonly plugin?: Plugin | undefined;
}

/**
 * Bundles a module with all that it imports, minifies and compresses it.
 *
 * @param source the module: JavaScript
 * @returns bytes of what an application loads at once, the entry and the chunks that it imports statically, each
 * gzipped at level 9
 * @throws {Error} when an import is not found, since a bundle with a hole has no size
 */
export async function bundledSize(source: string, options: BundleOptions = {}): Promise<number> {
  const sizes = (await bundled(source, options)).map(gzippedSize);
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Gives what `bundledSize` measures: the code of each file that is loaded at once. */
export async function bundled(source: string, options: BundleOptions = {}): Promise<string[]> {
  const { splitting = false, conditions = ['import', 'default'], platform = 'neutral' } = options;
  const bundle = await rolldown({
    input: ENTRY,
    platform,
    resolve: { conditionNames: [...conditions] },
    onLog: (_level, { code, message }) => {
      if (code === 'UNRESOLVED_IMPORT') throw new Error(message);
    },
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === ENTRY ? ENTRY : undefined),
        load: (id) => (id === ENTRY ? source : undefined),
      },
      options.plugin,
    ],
  });
  const { output } = await bundle.generate({
    format: 'esm',
    minify: true,
    codeSplitting: splitting,
  });
  await bundle.close();
  return loadedAtOnce(output).map(({ code }) => code);
}

/** Bytes at level 9. */
export function gzippedSize(code: string): number {
  return gzipSync(code, { level: 9 }).length;
}

/** Follows static imports from the entry. */
export function loadedAtOnce(
  output: readonly (OutputChunk | OutputAsset)[],
): readonly OutputChunk[] {
  const chunks = output.filter((file) => file.type === 'chunk');
  const loaded = new Set(chunks.filter(({ isEntry }) => isEntry));
  // What is added while it goes is walked, too.
  for (const { imports } of loaded) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) loaded.add(chunk);
  }
  return [...loaded];
}
