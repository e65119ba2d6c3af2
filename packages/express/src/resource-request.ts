import type { ResourceRequest } from '@holdfast/auth-core';
import { requestUrl } from '@holdfast/auth-core';
import type { Request } from 'express';

/**
 * Gives the core's view of an Express request. Whether forwarded fields count is the decision of
 * the application's `trust proxy`.
 */
export function resourceRequest(req: Request): ResourceRequest {
  return {
    method: req.method,
    url: requestUrl(`${req.protocol}://${hostWithPort(req)}`, req.originalUrl),
    // headers.authorization hides a second field; headersDistinct shows both.
    headers: req.headersDistinct,
  };
}

// In Express 5 req.host has the port; in Express 4, which still has req.param(), it never has.
function hostWithPort(req: Request): string {
  if (!('param' in req)) return req.host ?? '';
  const host = req.headers.host ?? '';
  const sent = host.replace(/:\d*$/, '');
  return sent === req.hostname ? host : (req.hostname ?? '');
}
