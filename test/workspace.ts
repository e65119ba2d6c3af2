import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the tests of the workspace read of a package's manifest. */
export interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly [member: string]: unknown;
}

/** The workspace's own folder. */
export const root: string = join(import.meta.dirname, '..');

/** The folders of `packages/`. */
export const packages: readonly string[] = readdirSync(join(root, 'packages'));

/** The text of a file of the workspace. */
export function read(...path: string[]): string {
  return readFileSync(join(root, ...path), 'utf8');
}

/** The manifest of a package. */
export function manifestOf(folder: string): Manifest {
  return JSON.parse(read('packages', folder, 'package.json')) as Manifest;
}

/** The TypeScript sources below a folder of the workspace, as paths relative to it, sorted. */
export function sourcesOf(...path: string[]): readonly string[] {
  return readdirSync(join(root, ...path), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts'))
    .sort();
}

/** What a source imports: the specifiers of static, dynamic and re-exporting imports. */
export function importsOf(source: string): readonly string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const specifiers = code.matchAll(/(?:\bfrom\s+|(?<!['"])\bimport\s*\(?\s*)['"]([^'"]+)['"]/g);
  return [...specifiers].map(([, specifier]) => specifier as string);
}
