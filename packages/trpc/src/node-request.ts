import type { ResourceRequest } from '@holdfast/auth-core';
import { hostWithPort, nodeRequest, requestUrl } from '@holdfast/auth-core';

/** What is read of a request of Node's `http`, `https` or `http2`, of Express, or of a WebSocket's upgrade. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Express': `url` with the path that the router is mounted at. */
  readonly originalUrl?: string | undefined;
  /** Express': the scheme, which honours `trust proxy`. */
  readonly protocol?: string | undefined;
  /** Express': the host, in Express 5 with its port; honours `trust proxy`. */
  readonly host?: string | undefined;
  /** Express': the host without its port; honours `trust proxy`. */
  readonly hostname?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rawHeaders: readonly string[];
  readonly socket?: object | null | undefined;
}

/** Gives the core's view of a Node request. */
export function resourceRequest(req: NodeRequest): ResourceRequest {
  const url = (): string =>
    requestUrl(`${schemeOf(req)}://${hostOf(req)}`, req.originalUrl ?? req.url ?? '/');
  return nodeRequest(req.method ?? '', req.rawHeaders, url);
}

function schemeOf({ socket, protocol }: NodeRequest): string {
  const isSecure = socket != null && 'encrypted' in socket && socket.encrypted === true;
  return protocol ?? (isSecure ? 'https' : 'http');
}

// In Express 5 req.host has the port; in Express 4, which still has req.param(), it never has.
function hostOf(req: NodeRequest): string {
  const { headers } = req;
  // RFC 9113 section 8.3.1: beside :authority, Host does not count.
  const field = String(headers[':authority'] ?? headers['host'] ?? '');
  return 'param' in req ? hostWithPort(req.hostname, field) : (req.host ?? field);
}
