import type { ResourceRequest } from './resource-request.ts';
import { fieldValues } from './resource-request.ts';

/**
 * Tells whether a request is a CORS preflight, which a browser sends without credentials (Fetch
 * Standard, CORS-preflight fetch). A plain OPTIONS request is none.
 */
export function isPreflight(request: ResourceRequest): boolean {
  return (
    request.method === 'OPTIONS' &&
    fieldValues(request, 'origin').length > 0 &&
    fieldValues(request, 'access-control-request-method').length > 0
  );
}
