import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

// TypeScript 7 is many times quicker than its elders, which are left to continuous integration.
const typescripts = process.env.HOLDFAST_ALL_TYPESCRIPTS === '1' ? ['5.9', '6', '7'] : ['7'];
const resolutions = {
  nodenext: ['--module', 'nodenext'],
  node16: ['--module', 'node16'],
  bundler: ['--module', 'esnext', '--moduleResolution', 'bundler'],
};
const common = ['--target', 'es2022', '--types', 'node', '--strict'];
// No DOM's types are there to help, and every declaration is checked.
const strict = ['--lib', 'es2023', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false'];
const folders = {
  strict: {
    typescripts,
    resolutions: ['nodenext', 'node16', 'bundler'],
    flags: () => strict,
  },
  // Each of these types `req.auth` in the whole program, so that they do not even go together.
  'next-to-mcp': { typescripts, resolutions: ['nodenext'], flags: () => strict },
  'next-to-jwt-bearer': { typescripts, resolutions: ['nodenext'], flags: () => strict },
  // tRPC's own declarations need Symbol.asyncDispose.
  trpc: {
    typescripts,
    resolutions: ['nodenext', 'node16', 'bundler'],
    flags: () => [...strict.with(1, 'es2023,esnext.disposable'), '--declaration'],
  },
  // What most projects have, and what msw's own declarations need.
  loose: {
    typescripts: ['7'],
    resolutions: ['nodenext'],
    flags: () => ['--lib', 'es2023,dom', '--skipLibCheck'],
  },
  // Each file fails with the one error that its first line names.
  rejected: {
    typescripts: ['7'],
    resolutions: ['nodenext'],
    flags: () => ['--lib', 'es2023', '--skipLibCheck', '--noEmit'],
  },
};

/** Every folder of scripts/consumer with each TypeScript and way of resolving that it is for. */
export const checks = Object.entries(folders).flatMap(([folder, settings]) =>
  settings.typescripts.flatMap((typescript) =>
    settings.resolutions
      // How a name is found is the same in all of them, so the quickest one tries every way.
      .filter((resolution) => resolution === 'nodenext' || typescript === '7')
      .map((resolution) => ({ folder, typescript, resolution })),
  ),
);

/** The files below a folder, sorted. */
export async function listFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}

function execute(command, args, cwd) {
  return new Promise((settle) => {
    const options = { cwd, timeout: 300_000, shell: process.platform === 'win32' };
    execFile(command, args, options, (error, stdout, stderr) =>
      settle({ ok: error === null, output: `${stdout}${stderr}` }),
    );
  });
}

/** Installs the tarballs, and what else scripts/consumer/package.json names, into a folder. */
export async function install(root, tarballs) {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  for (const [name, path] of tarballs) manifest.dependencies[name] = `file:${resolve(path)}`;
  await writeFile(join(root, 'package.json'), JSON.stringify(manifest));
  const flags = ['--prefer-offline', '--no-package-lock', '--ignore-scripts', '--no-audit'];
  const { ok, output } = await execute('npm', ['install', ...flags], root);
  if (!ok) throw new Error(`npm could not install the tarballs:\n${output}`);
}

/** Compiles one folder in one way and runs what came of it. Resolves to `{ ok, output }`. */
export async function compileAndRun(root, check) {
  const { folder, typescript, resolution } = check;
  const out = join('out', typescript, resolution, folder);
  const files = (await listFiles(join(root, folder))).filter(
    (path) => path.endsWith('.ts') || resolution === 'nodenext',
  );
  const tsc = `node_modules/typescript-${typescript}/bin/tsc`;
  const places = ['--rootDir', folder, '--outDir', out];
  const flags = [...common, ...resolutions[resolution], ...folders[folder].flags(check), ...places];
  const compiled = await execute(process.execPath, [tsc, ...flags, ...files], root);
  if (folder === 'rejected') return judgeErrors(root, files, compiled.output);
  if (!compiled.ok) return compiled;
  const entries = (await readdir(join(root, out))).filter((name) => /^main\.js$|\.cjs$/.test(name));
  for (const entry of entries) {
    const ran = await execute(process.execPath, [join(out, entry)], root);
    if (!ran.ok) return ran;
  }
  return { ok: entries.length > 0, output: `${out} holds nothing to run` };
}

async function judgeErrors(root, files, output) {
  const problems = [];
  for (const path of files) {
    const [, expected] = /^\/\/ (TS\d+):/.exec(await readFile(path, 'utf8')) ?? [];
    const name = path.slice(root.length + 1).replaceAll('\\', '/');
    const lines = output.split('\n').filter((line) => line.startsWith(`${name}(`));
    const codes = lines.map((line) => /error (TS\d+):/.exec(line)?.[1]).join(', ');
    if (codes !== expected) problems.push(`${name}: ${expected} expected, got ${codes || 'none'}`);
  }
  const ok = problems.length === 0 && files.length > 0;
  return { ok, output: [...problems, output].join('\n') };
}
