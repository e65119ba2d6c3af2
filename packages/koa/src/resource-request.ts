import type { ResourceRequest } from '@holdfast/auth-core';
import { nodeRequest, requestUrl } from '@holdfast/auth-core';
import type { KoaContext } from './context.ts';

/**
 * Gives the core's view of a Koa request. Whether forwarded fields count is the decision of the
 * application's `app.proxy`.
 */
export function resourceRequest(ctx: KoaContext): ResourceRequest {
  const url = (): string => requestUrl(`${ctx.protocol}://${ctx.host}`, ctx.originalUrl);
  return nodeRequest(ctx.method, ctx.req.rawHeaders, url);
}
