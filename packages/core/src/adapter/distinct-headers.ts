/**
 * For adapters: gives every value of every header field of a Node request, as `headersDistinct` does, which
 * requests over HTTP/2 do not have. (`headers` hides a second `Authorization` field.)
 *
 * @param rawHeaders names and values in turn, as Node gives them
 * @returns the values by the name in lower case, in the order in which they came
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.3
 */
export function distinctHeaders(rawHeaders: readonly string[]): Record<string, string[]> {
  // Without a prototype: a field may be called constructor.
  const fields: Record<string, string[]> = Object.create(null);
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] as string).toLowerCase();
    fields[name] ??= [];
    fields[name].push(rawHeaders[index + 1] as string);
  }
  return fields;
}
