import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/**
 * Bundles a worker and all that it imports into one module, without any compatibility with Node:
 * what needs that does not start.
 *
 * @param adapter names the module below `workers` that exports `worker`
 * @param file where the bundle goes
 */
export async function bundleWorker(adapter: string, file: string): Promise<void> {
  const build = await rolldown({
    input: fileURLToPath(new URL(`../workers/${adapter}.js`, import.meta.url)),
    platform: 'neutral',
    external: [/^(?:cloudflare|node):/],
    resolve: { conditionNames: ['workerd', 'worker', 'import', 'default'] },
  });
  await build.write({ file, format: 'esm', codeSplitting: false });
  await build.close();
}
