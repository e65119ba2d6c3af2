import type { ResourceRequest } from '@holdfast/auth-core';
import type { AddHeaders, NodeResponse } from './answer-headers.ts';
import { fetchHeaders, nodeHeaders } from './answer-headers.ts';
import type { NodeRequest } from './node-request.ts';
import { resourceRequest } from './node-request.ts';

/** What tRPC's adapters hand to `createContext`: Fetch, or Node (standalone, Express) and WebSocket. */
export type CreateContextOptions =
  | { readonly req: Request; readonly resHeaders: Headers }
  | {
      readonly req: NodeRequest;
      readonly res: NodeResponse | Socket;
      /** Looked at for a WebSocket alone. */
      readonly info?: { readonly connectionParams: ConnectionParams | null } | undefined;
    };

type ConnectionParams = Readonly<Record<string, string | undefined>>;

interface Socket {
  close(code: number, reason: string): void;
  once(event: 'close', listener: () => void): unknown;
}

/** What calls come through: one HTTP request, or a WebSocket connection. */
export interface Channel {
  /** Reads the request; nothing of it is looked at before. */
  readonly request: () => ResourceRequest;
  /** Adds header fields to the answer, where there still is one. */
  readonly addHeaders: AddHeaders;
  /** Ends a WebSocket connection with a token; undefined for a request, which ends by itself. */
  readonly endWith?: ((expiry: AbortSignal) => void) | undefined;
}

// Registered with IANA as "Unauthorized".
const UNAUTHORIZED = 3000;

/** Tells the adapters apart. */
export function channelOf(options: CreateContextOptions): Channel {
  if ('resHeaders' in options) {
    const { req, resHeaders } = options;
    return { request: () => req, addHeaders: fetchHeaders(resHeaders) };
  }
  const { req, res, info } = options;
  if ('setHeader' in res) {
    return { request: () => resourceRequest(req), addHeaders: nodeHeaders(res) };
  }
  return {
    request: () => socketRequest(req, info?.connectionParams),
    addHeaders: () => {},
    endWith: (expiry) => closeWith(expiry, res),
  };
}

function closeWith(expiry: AbortSignal, socket: Socket): void {
  const close = (): void => socket.close(UNAUTHORIZED, expiry.reason.message);
  if (expiry.aborted) close();
  expiry.addEventListener('abort', close, { once: true });
  socket.once('close', () => expiry.removeEventListener('abort', close));
}

// A browser cannot put an Authorization field on an upgrade, and nobody can put a proof on a message.
function socketRequest(
  req: NodeRequest,
  params: ConnectionParams | null | undefined,
): ResourceRequest {
  const { method, url, headers } = resourceRequest(req);
  const { authorization } = params ?? {};
  return { method, url, headers: { ...headers, authorization, dpop: undefined } };
}
