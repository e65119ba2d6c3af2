import type { AuthError, AuthInfo, ResourceRequest } from '@holdfast/auth-core';
import type { DecisionEvent, Refusal, SeenAuth } from '../control/protocol.ts';
import { REQUEST_ID_FIELD } from '../control/protocol.ts';

/** What is written down of a request: nothing that lets anybody in. */
export function seenRequest({
  method,
  url,
  headers,
}: ResourceRequest): Pick<DecisionEvent, 'method' | 'path' | 'request'> {
  return { method, path: pathOf(url), request: requestIdOf(headers) };
}

/** The caller without the token. */
export function seenAuth({ token: _, ...auth }: AuthInfo): SeenAuth {
  return auth;
}

/** Why a request was refused. */
export function seenRefusal(error: AuthError): Refusal {
  const { statusCode: status, ...rest } = error.toJSON();
  return { status, ...rest };
}

// Clients that put a token into the query are wrong (RFC 9700 section 4.3.2), but there are some.
const TOKEN = /eyJ[\w.%-]+/g;

const MOST_OF_PATH = 512;

// What is asked for may be secret; that it was, is not.
function pathOf(url: string): string {
  const [path = '', ...query] = url.replace(/^\w+:\/\/[^/]*/, '').split('?');
  const names = query.map((part) => `?${part.replace(/=[^&]*/g, '=...')}`);
  return [path, ...names].join('').replace(TOKEN, '...').slice(0, MOST_OF_PATH);
}

// What has the form of no identifier may be anything, a token too.
const REQUEST_ID = /^[\w-]{1,64}$/;

function requestIdOf(headers: ResourceRequest['headers']): string | undefined {
  const id =
    typeof headers.get === 'function'
      ? headers.get(REQUEST_ID_FIELD)
      : [(headers as Readonly<Record<string, unknown>>)[REQUEST_ID_FIELD]].flat()[0];
  return typeof id === 'string' && REQUEST_ID.test(id) ? id : undefined;
}
