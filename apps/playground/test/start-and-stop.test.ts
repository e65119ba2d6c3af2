import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { Setting } from '../server/control/protocol.ts';
import type { Child } from './child.ts';
import { launch, startPlayground } from './playground.ts';

const PATIENCE = 60_000;
const cleanUp: Array<() => unknown> = [];
afterEach(async () => {
  for (const action of cleanUp.splice(0)) await action();
});

function tidy<T extends Child>(child: T): T {
  cleanUp.push(() => child.stop());
  return child;
}

it.each(['SIGINT', 'SIGTERM'] as const)(
  '%s closes every server, and the process ends with 0',
  async (signal) => {
    const { child, commands: _, ...origins } = await startPlayground();
    tidy(child);
    const stream = await fetch(`${origins.page}/control/events`);
    child.signal(signal);
    expect(await child.exited).toBe(0);
    await expect(stream.text()).rejects.toThrow();
    expect(child.stderr).toBe('');
    for (const url of Object.values(origins)) {
      await expect(fetch(url), url).rejects.toThrow('fetch failed');
    }
  },
  PATIENCE,
);

it(
  'says last where the page is, and how long all took that npm start did',
  async () => {
    const commandAt = String(Date.now() - 100_000);
    const { child, page } = await startPlayground({ PLAYGROUND_COMMAND_AT: commandAt });
    tidy(child);
    expect(child.stdout.trimEnd().split('\n\n').slice(-2)).toEqual([
      expect.stringMatching(
        /^The playground is ready, \d+\.\d\d s after its start and 1\d\d\.\d\d s after npm start\. Ctrl-C stops it\.$/,
      ),
      `Open ${page}`,
    ]);
  },
  PATIENCE,
);

it(
  'says what remembers the proofs that were used, as the page does',
  async () => {
    const { child, page } = await startPlayground();
    tidy(child);
    const response = await fetch(`${page}/control/setting`);
    const { replayStore } = (await response.json()) as Setting;
    const place = { redis: 'in Redis.', memory: 'in memory.' }[replayStore];
    expect(child.stdout).toContain(`The APIs remember used DPoP proofs ${place}`);
  },
  PATIENCE,
);

it(
  'does not start without the Redis that it is told to use',
  async () => {
    const child = tidy(launch({ PLAYGROUND_REDIS_URL: 'redis://127.0.0.1:1' }));
    expect(await child.exited).toBe(1);
    expect(child.stdout).toBe('');
    expect(child.stderr).toBe(
      'The playground could not start: No Redis answers at the URL of PLAYGROUND_REDIS_URL.\n',
    );
  },
  PATIENCE,
);

it(
  'takes another port where the wanted one is taken, and says so',
  async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    cleanUp.push(() => squatter.close());
    await new Promise((resolve) => squatter.once('listening', resolve));
    const port = String((squatter.address() as AddressInfo).port);
    const { child, issuer, api, page } = await startPlayground({
      PLAYGROUND_AUTHORIZATION_PORT: port,
      PLAYGROUND_API_PORT: port,
      PLAYGROUND_PAGE_PORT: port,
    });
    tidy(child);
    for (const url of [`${issuer}/jwks`, `${api}/health`, `${page}/control/setting`]) {
      const chosen = new URL(url).port;
      expect(chosen).not.toBe(port);
      expect(child.stdout).toContain(`Port ${port} is taken: using ${chosen} instead.`);
      expect((await fetch(url)).status).toBe(200);
    }
  },
  PATIENCE,
);

it(
  'says what is wrong with a setting, and ends with 1',
  async () => {
    const child = tidy(launch({ PLAYGROUND_API_PORT: 'http' }));
    expect(await child.exited).toBe(1);
    expect(child.stdout).toBe('');
    expect(child.stderr).toBe(
      'The playground could not start: PLAYGROUND_API_PORT must be a port number from 0 to 65535.\n',
    );
  },
  PATIENCE,
);
