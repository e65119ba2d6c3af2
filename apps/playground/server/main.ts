import { portFromEnvironment } from './ports.ts';
import { Servers } from './servers.ts';
import { announcement } from './terminal/announcement.ts';

const { PLAYGROUND_REDIS_URL: redisUrl, PLAYGROUND_COMMAND_AT: commandAt } = process.env;
const servers = new Servers((line) => console.log(line), redisUrl);
const stop = (): Promise<void> => servers.stop();

try {
  const started = await servers.start({
    issuer: portFromEnvironment('PLAYGROUND_AUTHORIZATION_PORT', 4000),
    api: portFromEnvironment('PLAYGROUND_API_PORT', 4001),
    koa: portFromEnvironment('PLAYGROUND_KOA_PORT', 4002),
    hono: portFromEnvironment('PLAYGROUND_HONO_PORT', 4003),
    trpc: portFromEnvironment('PLAYGROUND_TRPC_PORT', 4004),
    archive: portFromEnvironment('PLAYGROUND_ARCHIVE_PORT', 4005),
    page: portFromEnvironment('PLAYGROUND_PAGE_PORT', 4006),
  });
  // Not `once`: Ctrl-C reaches this process from the terminal and again from npm.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  const readyAfterCommand = commandAt === undefined ? undefined : Date.now() - Number(commandAt);
  console.log(announcement({ ...started, readyAfter: performance.now(), readyAfterCommand }));
} catch (error) {
  console.error('The playground could not start:', error instanceof Error ? error.message : error);
  process.exitCode = 1;
  await stop();
}
