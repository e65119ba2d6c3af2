import type { ResourceRequest } from '@holdfast/auth-core';
import { hostWithPort, requestUrl } from '@holdfast/auth-core';
import type { Request } from 'express';

/**
 * Gives the core's view of an Express request. Whether forwarded fields count is the decision of
 * the application's `trust proxy`.
 */
export function resourceRequest(req: Request): ResourceRequest {
  return {
    method: req.method,
    url: requestUrl(`${req.protocol}://${hostOf(req)}`, req.originalUrl),
    // headers.authorization hides a second field; headersDistinct shows both.
    headers: req.headersDistinct,
  };
}

// In Express 5 req.host has the port; in Express 4, which still has req.param(), it never has.
function hostOf(req: Request): string {
  return 'param' in req ? hostWithPort(req.hostname, req.headers.host ?? '') : (req.host ?? '');
}
