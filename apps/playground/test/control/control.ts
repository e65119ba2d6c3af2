import type { Started } from '../../server/servers.ts';
import { Servers } from '../../server/servers.ts';
import { ANY_PORTS } from '../any-ports.ts';

/** What the control API answered. */
export interface ControlAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** The playground in this process, and its control API as the page uses it. */
export interface Control {
  readonly places: Started;
  get(path: string): Promise<ControlAnswer>;
  post(path: string, order: unknown): Promise<ControlAnswer>;
  stop(): Promise<void>;
}

/** Starts the playground in this process. */
export async function startControl(): Promise<Control> {
  const servers = new Servers(() => {});
  const places = await servers.start(ANY_PORTS);
  const ask = async (path: string, init?: RequestInit): Promise<ControlAnswer> => {
    const response = await fetch(`${places.page}/control/${path}`, init);
    return { status: response.status, body: await response.json() };
  };
  return {
    places,
    get: (path) => ask(path),
    post: (path, order) =>
      ask(path, {
        method: 'POST',
        headers: { origin: places.page, 'content-type': 'application/json' },
        body: JSON.stringify(order),
      }),
    stop: () => servers.stop(),
  };
}
