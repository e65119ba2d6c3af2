import type { ResourceRequest } from '@holdfast/auth-core';
import { hostWithPort, nodeRequest, requestUrl } from '@holdfast/auth-core';
import type { Request } from 'express';

/**
 * Gives the core's view of an Express request. Whether forwarded fields count is the decision of
 * the application's `trust proxy`.
 */
export function resourceRequest(req: Request): ResourceRequest {
  const url = (): string => requestUrl(`${req.protocol}://${hostOf(req)}`, req.originalUrl);
  return nodeRequest(req.method, req.rawHeaders, url);
}

// In Express 5 req.host has the port; in Express 4, which still has req.param(), it never has.
function hostOf(req: Request): string {
  return 'param' in req ? hostWithPort(req.hostname, req.headers.host ?? '') : (req.host ?? '');
}
