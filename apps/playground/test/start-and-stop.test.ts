import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, expect, it } from 'vitest';
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
    tidy(child).signal(signal);
    expect(await child.exited).toBe(0);
    expect(child.stderr).toBe('');
    for (const url of Object.values(origins)) {
      await expect(fetch(url), url).rejects.toThrow('fetch failed');
    }
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
    const { child, issuer, api } = await startPlayground({
      PLAYGROUND_AUTHORIZATION_PORT: port,
      PLAYGROUND_API_PORT: port,
    });
    tidy(child);
    for (const url of [issuer, api]) {
      const chosen = new URL(url).port;
      expect(chosen).not.toBe(port);
      expect(child.stdout).toContain(`Port ${port} is taken: using ${chosen} instead.`);
      expect((await fetch(`${url}/health`)).status).toBe(url === api ? 200 : 404);
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
