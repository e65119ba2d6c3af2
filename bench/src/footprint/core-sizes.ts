import type { BundleOptions } from './bundled-size.ts';
import { bundledSize } from './bundled-size.ts';
import { sizeByPart } from './size-by-part.ts';

/** Bytes, minified and gzipped. */
export interface CoreSizes {
  /** All that the core exports, with all that it needs, in one file. */
  readonly whole: number;
  /** What an application loads that only verifies: `ApiClient`, without what it imports when it exchanges tokens. */
  readonly verifying: number;
}

/** What the core is to weigh one day; `test/footprint.test.ts` holds it to what is reached. */
export const SIZE_LIMITS: CoreSizes = { whole: 22_000, verifying: 14_000 };

/**
 * Measures the core: exact, and without a clock.
 *
 * @param conditions which entry of the core's `exports` is taken. Default: the built one
 */
export async function coreSizes(conditions?: BundleOptions['conditions']): Promise<CoreSizes> {
  const core = '@holdfast/auth-core';
  return {
    whole: await bundledSize(`export * from '${core}';`, { conditions }),
    verifying: await bundledSize(application(core), {
      conditions,
      splitting: true,
    }),
  };
}

/** What each folder of the core adds to what an application loads that only verifies, in bytes gzipped. */
export function coreParts(
  conditions?: BundleOptions['conditions'],
): Promise<ReadonlyMap<string, number>> {
  const partOf = (file: string): string | undefined =>
    /[/]packages[/]core[/](?:src|dist)[/](?:([^/]+)[/])?/
      .exec(file)
      ?.map((name) => name ?? 'client')[1];
  return sizeByPart(application('@holdfast/auth-core'), partOf, { conditions, splitting: true });
}

function application(core: string): string {
  const options = "{ issuer: 'https://login.example.com/', audience: 'https://api.example.com' }";
  return `import { ApiClient } from '${core}';
const api = new ApiClient(${options});
addEventListener('fetch', (event) => event.respondWith(api.authenticate(event.request)));`;
}
