import type { ResourceRequest } from '@holdfast/auth-core';
import { requestUrl } from '@holdfast/auth-core';

/** What is read of a request of Node's `http`, `https` or `http2`, of Express, or of a WebSocket's upgrade. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Express': `url` with the path that the router is mounted at. */
  readonly originalUrl?: string | undefined;
  /** Express': the scheme, which honours `trust proxy`. */
  readonly protocol?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rawHeaders: readonly string[];
  readonly socket?: object | null | undefined;
}

/** Gives the core's view of a Node request. */
export function resourceRequest(req: NodeRequest): ResourceRequest {
  const { headers, socket, protocol } = req;
  const isSecure = socket != null && 'encrypted' in socket && socket.encrypted === true;
  const scheme = protocol ?? (isSecure ? 'https' : 'http');
  const host = headers['host'] ?? headers[':authority'] ?? '';
  return {
    method: req.method ?? '',
    url: requestUrl(`${scheme}://${host}`, req.originalUrl ?? req.url ?? '/'),
    headers: distinctHeaders(req.rawHeaders),
  };
}

// By hand: req.headers hides a second Authorization field, and HTTP/2 has no headersDistinct.
function distinctHeaders(raw: readonly string[]): Record<string, string[]> {
  const headers: Record<string, string[]> = Object.create(null);
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [name, value] = [raw[index] as string, raw[index + 1] as string];
    const key = name.toLowerCase();
    headers[key] = [...(headers[key] ?? []), value];
  }
  return headers;
}
