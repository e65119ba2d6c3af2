/** One answer, its header fields as they came. */
export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case; one entry for each field line. */
  readonly fields: ReadonlyArray<readonly [name: string, value: string]>;
  /** Decoded as UTF-8. */
  readonly body: string;
}

/**
 * Reads an HTTP/1.1 answer (RFC 9112). Interim answers (1xx) are passed over.
 *
 * @param bytes what has come so far, as latin1
 * @param context the request's method, and whether the connection has ended
 * @returns the answer, or undefined while it is not complete
 * @throws {Error} when it is no HTTP/1.1
 */
export function parseAnswer(
  bytes: string,
  context: { readonly method: string; readonly ended: boolean },
): HttpAnswer | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const [statusLine = '', ...lines] = bytes.slice(0, headEnd).split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})(?: |$)/.exec(statusLine)?.[1]);
  if (Number.isNaN(status)) throw new Error(`no HTTP/1.1 status line: ${statusLine}`);
  const rest = bytes.slice(headEnd + 4);
  if (status < 200) return parseAnswer(rest, context);
  const fields = lines.map(parseField);
  const bodiless = context.method === 'HEAD' || status === 204 || status === 304;
  const body = bodiless ? '' : readBody(rest, fields, context.ended);
  return body === undefined
    ? undefined
    : { status, fields, body: Buffer.from(body, 'latin1').toString('utf8') };
}

function parseField(line: string): readonly [name: string, value: string] {
  const colon = line.indexOf(':');
  if (colon < 1) throw new Error(`no header field: ${line}`);
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}

// RFC 9112 section 6.3: chunked goes before content-length, and with neither the connection's end counts.
function readBody(rest: string, fields: HttpAnswer['fields'], ended: boolean): string | undefined {
  const fieldOf = (name: string): string | undefined => fields.find(([key]) => key === name)?.[1];
  if (fieldOf('transfer-encoding')?.toLowerCase() === 'chunked') return readChunks(rest);
  const length = fieldOf('content-length');
  if (length === undefined) return ended ? rest : undefined;
  if (!/^\d+$/.test(length)) throw new Error(`no content-length: ${length}`);
  return rest.length < Number(length) ? undefined : rest.slice(0, Number(length));
}

function readChunks(rest: string): string | undefined {
  let body = '';
  let at = 0;
  for (;;) {
    const lineEnd = rest.indexOf('\r\n', at);
    if (lineEnd === -1) return undefined;
    const line = rest.slice(at, lineEnd);
    const size = /^([0-9a-fA-F]+)[ \t]*(?:;|$)/.exec(line)?.[1];
    if (size === undefined) throw new Error(`no chunk size: ${line}`);
    const length = Number.parseInt(size, 16);
    const start = lineEnd + 2;
    if (length === 0) return isTrailerComplete(rest.slice(start)) ? body : undefined;
    if (rest.length < start + length + 2) return undefined;
    body += rest.slice(start, start + length);
    at = start + length + 2;
  }
}

function isTrailerComplete(trailer: string): boolean {
  return trailer.startsWith('\r\n') || trailer.includes('\r\n\r\n');
}
