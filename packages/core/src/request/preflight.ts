import type { ResourceRequest } from './resource-request.ts';
import { fieldValues } from './resource-request.ts';

/**
 * Tells whether a request is a CORS preflight, which a browser sends without credentials (Fetch
 * Standard, CORS-preflight fetch). A plain OPTIONS request is none.
 */
export function isPreflight({ method, headers }: ResourceRequest): boolean {
  return (
    method === 'OPTIONS' &&
    fieldValues(headers, 'origin').length > 0 &&
    fieldValues(headers, 'access-control-request-method').length > 0
  );
}
