import type { ResourceRequest } from '@holdfast/auth-core';
import { distinctHeaders, requestUrl } from '@holdfast/auth-core';
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
    headers: ctx.req.headersDistinct ?? distinctHeaders(ctx.req.rawHeaders),
  };
}
