import type { RefusalResponse } from '../refusal/response.ts';

/** An answer as adapters write it. */
export type MetadataResponse = RefusalResponse;

// Browsers read the document from pages of any origin (RFC 9728 section 3.1), and their clients put
// fields of their own on the request.
const CORS = { 'access-control-allow-origin': '*' };
const METHODS = 'GET, HEAD, OPTIONS';

/**
 * Answers a request for the metadata document (RFC 9728 section 3.1). It needs no token, and nothing that the
 * caller sent is in the answer.
 */
export function metadataAnswer(document: string, method: string): MetadataResponse {
  if (method === 'GET' || method === 'HEAD') {
    return {
      status: 200,
      headers: {
        ...CORS,
        'content-type': 'application/json',
        'cache-control': 'public, max-age=3600',
      },
      body: method === 'HEAD' ? '' : document,
    };
  }
  if (method === 'OPTIONS') {
    return {
      status: 204,
      headers: {
        ...CORS,
        'access-control-allow-methods': METHODS,
        'access-control-allow-headers': '*',
        'access-control-max-age': '3600',
      },
      body: '',
    };
  }
  return { status: 405, headers: { ...CORS, allow: METHODS }, body: '' };
}
