/** One request that came to a token endpoint, taken apart as a server does. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
  /** The form fields in the order of their names. */
  readonly form: readonly (readonly [name: string, value: string])[];
  /** The only value of a field; undefined where there is none or more than one. */
  readonly field: (name: string) => string | undefined;
}

export async function readSent(request: Request): Promise<SentRequest> {
  const { method, url, headers } = request;
  const body = await request.text();
  const fields = [...new URLSearchParams(body)];
  return {
    method,
    url,
    headers,
    body,
    form: byName(fields),
    field: (name) => {
      const [value, ...others] = new URLSearchParams(body).getAll(name);
      return others.length > 0 ? undefined : value;
    },
  };
}

/** Orders form fields by their names; those of one name keep their order. */
export function byName<T extends readonly (readonly [string, unknown])[]>(fields: T): T[number][] {
  return fields.toSorted(([one], [other]) => (one < other ? -1 : Number(one > other)));
}

/** Reads Basic credentials as RFC 6749 section 2.3.1 has them written. */
export function readBasic(authorization: string | null): { id: string; secret: string } {
  const encoded = /^Basic ([A-Za-z0-9+/]+={0,2})$/.exec(authorization ?? '')?.[1];
  const halves = atob(encoded ?? '').split(':');
  const [id = '', secret = ''] = halves.map((half) =>
    decodeURIComponent(half.replaceAll('+', ' ')),
  );
  if (halves.length !== 2) throw new Error(`There are ${halves.length} parts.`);
  return { id, secret };
}
