// Installs, builds and runs the playground: `npm start`. One process that passes signals on, so that
// whoever ends it ends the servers too.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
console.log(
  'Installing what is missing and building what has changed, which takes a minute at first.',
);
const build = spawnSync(
  process.execPath,
  ['scripts/pnpm.mjs', '--silent', 'run', 'build:playground'],
  { stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: Number.POSITIVE_INFINITY },
);
if (build.status !== 0) {
  process.stdout.write(build.stdout);
  process.exit(build.status ?? 1);
}
// It says how long all of this took.
const env = { ...process.env, PLAYGROUND_COMMAND_AT: String(performance.timeOrigin) };
const playground = spawn(process.execPath, ['apps/playground/dist/main.js'], {
  stdio: 'inherit',
  env,
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => playground.kill(signal));
// npm passes a signal to its shell alone, which dies of it without passing it on.
const parent = process.ppid;
setInterval(() => process.ppid === parent || playground.kill('SIGTERM'), 500).unref();
playground.on('exit', (code) => process.exit(code ?? 1));
