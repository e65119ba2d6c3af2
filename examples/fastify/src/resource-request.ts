import type { ResourceRequest } from '@holdfast/auth-core';
import { requestUrl } from '@holdfast/auth-core';
import type { FastifyRequest } from 'fastify';

/** Gives the core's view of a request. Whether forwarded fields count is the decision of Fastify's `trustProxy`. */
export function resourceRequest(request: FastifyRequest): ResourceRequest {
  return {
    method: request.method,
    url: requestUrl(`${request.protocol}://${request.host}`, request.originalUrl),
    // headers.authorization hides a second field; headersDistinct, which inject() does not have, shows both.
    headers: request.raw.headersDistinct ?? request.headers,
  };
}
