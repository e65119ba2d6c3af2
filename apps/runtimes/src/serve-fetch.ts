import type { Target } from '@holdfast/auth-conformance';
import { serveOnNode } from '@holdfast/auth-conformance';
import { getRequestListener } from '@hono/node-server';

type Handler = (request: Request) => Response | Promise<Response>;

interface BunServer {
  readonly port: number;
  readonly stop: (force: boolean) => Promise<void>;
}

interface DenoServer {
  readonly addr: { readonly port: number };
  readonly shutdown: () => Promise<void>;
}

interface Globals {
  readonly Bun?: { serve(options: object): BunServer };
  readonly Deno?: { serve(options: object, handler: Handler): DenoServer };
}

const LOOPBACK = { hostname: '127.0.0.1', port: 0 } as const;

/** Serves a Fetch handler the way its users do: with `Bun.serve`, `Deno.serve`, or @hono/node-server on Node. */
export async function serveFetch(handle: Handler): Promise<Target> {
  const { Bun, Deno } = globalThis as Globals;
  if (Bun) {
    const server = Bun.serve({ ...LOOPBACK, fetch: (request: Request) => handle(request) });
    return { port: server.port, close: () => server.stop(true) };
  }
  if (Deno) {
    const server = Deno.serve({ ...LOOPBACK, onListen: () => {} }, (request) => handle(request));
    return { port: server.addr.port, close: () => server.shutdown() };
  }
  return serveOnNode(getRequestListener(handle));
}
