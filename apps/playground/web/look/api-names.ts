import type { ApiName } from '../../server/control/protocol.ts';

/** The APIs, as people call them. */
export const API_NAMES: Readonly<Record<ApiName, string>> = {
  express: 'Express',
  koa: 'Koa',
  hono: 'Hono',
  trpc: 'tRPC',
  archive: 'Archive',
};
