// Installs, builds and runs the playground: `npm start`. One process that passes signals on, so that
// whoever ends it ends the servers too.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
for (const args of [
  ['install', '--frozen-lockfile', '--prefer-offline', '--reporter=silent'],
  ['run', 'build'],
]) {
  const { status } = spawnSync(process.execPath, ['scripts/pnpm.mjs', ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
}
const playground = spawn(process.execPath, ['apps/playground/dist/main.js'], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => playground.kill(signal));
// npm passes a signal to its shell alone, which dies of it without passing it on.
const parent = process.ppid;
setInterval(() => process.ppid === parent || playground.kill('SIGTERM'), 500).unref();
playground.on('exit', (code) => process.exit(code ?? 1));
