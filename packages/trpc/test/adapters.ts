import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { AnyTRPCRouter } from '@trpc/server';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import type { ErrorHandlerOptions } from '@trpc/server/unstable-core-do-not-import';
import express from 'express';
import type { AuthContext, CreateContextOptions } from '../src/index.ts';

/** What an application hands to any of tRPC's adapters. */
export interface App {
  readonly router: AnyTRPCRouter;
  readonly createContext: (options: CreateContextOptions) => AuthContext;
  readonly onError?: (failure: ErrorHandlerOptions<unknown>) => void;
  /** Header fields that the application sets before tRPC, or where that has no place for it in `createContext`. */
  readonly before?: Readonly<Record<string, string>>;
  /** Express' `trust proxy`. Default false. */
  readonly trustProxy?: boolean;
  /** Default false. */
  readonly allowMethodOverride?: boolean;
}

/** A server on a free port. */
export interface Served {
  readonly port: number;
  /** Where the router is mounted, without a slash at the end. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

const ENDPOINT = '/trpc';

function trpcOptions({ router, createContext, onError, before, allowMethodOverride = false }: App) {
  return {
    router,
    allowMethodOverride,
    createContext: (options: CreateContextOptions) => {
      if ('resHeaders' in options) {
        for (const [name, value] of Object.entries(before ?? {}))
          options.resHeaders.set(name, value);
      }
      return { ...createContext(options), app: 'things' };
    },
    ...(onError && { onError }),
  };
}

/** The adapters of tRPC that speak HTTP. */
export const ADAPTERS: Readonly<
  Record<'standalone' | 'Express' | 'Fetch', (app: App) => RequestListener>
> = {
  standalone: (app) => {
    const handle = createHTTPHandler({ ...trpcOptions(app), basePath: `${ENDPOINT}/` });
    return (req, res) => {
      res.setHeaders(new Headers(app.before));
      handle(req, res);
    };
  },
  Express: (app) => {
    const server = express().set('trust proxy', app.trustProxy ?? false);
    server.use((_req, res, next) => next(void res.set(app.before ?? {})));
    return server.use(ENDPOINT, createExpressMiddleware(trpcOptions(app)));
  },
  Fetch: (app) =>
    getRequestListener((req) =>
      fetchRequestHandler({ ...trpcOptions(app), endpoint: ENDPOINT, req }),
    ),
};

export const ADAPTER_NAMES = Object.keys(ADAPTERS) as readonly (keyof typeof ADAPTERS)[];

/** Serves an app on a free port of loopback. */
export async function serve(name: keyof typeof ADAPTERS, app: App): Promise<Served> {
  const server = createServer({ maxHeaderSize: 65_536 }, ADAPTERS[name](app));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}${ENDPOINT}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
