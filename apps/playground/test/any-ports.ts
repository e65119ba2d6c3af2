import type { Ports } from '../server/servers.ts';

/** No port is wanted more than another. */
export const ANY_PORTS: Ports = {
  page: 0,
  issuer: 0,
  api: 0,
  koa: 0,
  hono: 0,
  trpc: 0,
  archive: 0,
};
