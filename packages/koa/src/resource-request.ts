import type { ResourceRequest } from '@holdfast/auth-core';
import { requestUrl } from '@holdfast/auth-core';
import type { KoaContext } from './context.ts';

/**
 * Gives the core's view of a Koa request. Whether forwarded fields count is the decision of the
 * application's `app.proxy`.
 */
export function resourceRequest(ctx: KoaContext): ResourceRequest {
  return {
    method: ctx.method,
    url: requestUrl(`${ctx.protocol}://${ctx.host}`, ctx.originalUrl),
    // headers.authorization hides a second field; these show both. HTTP/2 has no headersDistinct.
    headers: ctx.req.headersDistinct ?? distinct(ctx.req.rawHeaders),
  };
}

function distinct(rawHeaders: readonly string[]): Record<string, string[]> {
  // Without a prototype: a field may be called constructor.
  const fields: Record<string, string[]> = Object.create(null);
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string;
    fields[name] ??= [];
    fields[name].push(rawHeaders[index + 1] as string);
  }
  return fields;
}
