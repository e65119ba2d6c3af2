import type { MetadataResponse } from './metadata-answer.ts';

/** What is needed of an `ApiClient` that serves its metadata. */
interface MetadataSource {
  metadata(): (request: {
    readonly method: string;
    readonly url: string;
  }) => MetadataResponse | undefined;
}

/**
 * Makes a Fetch handler that serves the protected resource metadata, for frameworks without an
 * adapter's route.
 *
 * @param api a client whose option `resourceMetadata` is an object
 * @returns a function that answers GET, HEAD and OPTIONS of the well-known URL, without a token and for scripts of any
 * origin; undefined for every other path, so that the request goes on
 * @throws {ConfigurationError} when the client has no document to serve
 * @example
 * const metadata = protectedResourceMetadata(api);
 * const handle = (request: Request) => metadata(request) ?? app(request);
 * @see https://www.rfc-editor.org/rfc/rfc9728#section-3.1
 */
export function protectedResourceMetadata(
  api: MetadataSource,
): (request: Request) => Response | undefined {
  const answer = api.metadata();
  return (request) => {
    const found = answer(request);
    if (found === undefined) return undefined;
    const { status, headers, body } = found;
    return new Response(body === '' ? null : body, { status, headers });
  };
}
