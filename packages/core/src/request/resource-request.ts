/** Header fields as a framework gave them: a `Headers`, or a record with names in any case. */
export type RequestHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * A request for a protected resource, stripped of its framework. A Fetch `Request` is one as it
 * stands; from a Node request, hand over `headersDistinct`, which shows repeated fields.
 */
export interface ResourceRequest {
  /** The method as it came, such as `GET`. */
  readonly method: string;
  /** The absolute URL that the client called. */
  readonly url: string;
  /** The header fields; an array where a field came more than once. */
  readonly headers: RequestHeaders;
}

/**
 * Reads every value of one header field. A `Headers` joins repeated fields with commas, so there
 * the answer holds one value at most.
 */
export function fieldValues(headers: RequestHeaders, name: string): readonly string[] {
  if (typeof headers.get === 'function') {
    const value = headers.get(name);
    return value === null ? NONE : [value];
  }
  const record = headers as Readonly<Record<string, string | readonly string[] | undefined>>;
  let found: readonly string[] = NONE;
  for (const key in record) {
    // Comparing lengths first spares the copy that toLowerCase makes.
    if (key.length !== name.length || (key !== name && key.toLowerCase() !== name)) continue;
    const value = record[key];
    if (value === undefined) continue;
    const values = typeof value === 'string' ? [value] : value;
    found = found.length === 0 ? values : found.concat(values);
  }
  return found;
}

const NONE: readonly string[] = [];
