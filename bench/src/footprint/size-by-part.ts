import type { BundleOptions } from './bundled-size.ts';
import { bundled, gzippedSize } from './bundled-size.ts';

/** What stands before the code of each module in the bundle, and which part it belongs to. */
const MARK = /PART\([`"']([^`"']*)[`"']\)[,;]?/;

/**
 * Tells what a bundle is made of.
 *
 * @param source the module that is bundled: JavaScript
 * @param partOf names the part of a module's file; undefined for what belongs to none
 * @returns for each part, how many bytes fewer the bundle has, gzipped, without its code
 */
export async function sizeByPart(
  source: string,
  partOf: (file: string) => string | undefined,
  options: BundleOptions = {},
): Promise<ReadonlyMap<string, number>> {
  const plugin = {
    name: 'marks',
    transform: (code: string, file: string) => {
      const part = partOf(file);
      // A call of something unknown stays where it is, so that the code behind it can be told.
      return part === undefined ? undefined : `PART('${part}');\n${code}`;
    },
  };
  const [rest = '', ...marked] = (await bundled(source, { ...options, plugin }))
    .join('')
    .split(MARK);
  const codes = new Map<string, string>();
  for (let index = 0; index < marked.length; index += 2) {
    const [part = '', code = ''] = marked.slice(index, index + 2);
    codes.set(part, (codes.get(part) ?? '') + code);
  }
  const without = (left: string): string =>
    [...codes].map(([part, code]) => (part === left ? '' : code)).join('');
  const whole = gzippedSize(rest + without(''));
  return new Map(
    [...codes.keys()].map((part) => [part, whole - gzippedSize(rest + without(part))]),
  );
}
