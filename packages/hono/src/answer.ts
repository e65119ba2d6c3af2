import type { RefusalResponse } from '@holdfast/auth-core';
import { mergeHeader } from '@holdfast/auth-core';
import type { Context, Next } from 'hono';

type HeaderFields = Readonly<Record<string, string>>;

/** Answers with what the core has made, keeping what the application has put into lists. */
export function answerWith(c: Context, { status, headers, body }: RefusalResponse): Response {
  const fields = new Headers(headersSoFar(c));
  for (const name in headers) fields.set(name, merged(fields, name, headers[name] as string));
  // Without this, Hono lets the fields of a Response that is there already replace those of the new one.
  c.res = undefined;
  c.res = new Response(body === '' ? null : body, { status, headers: fields });
  return c.res;
}

/**
 * Lets the request go on and adds header fields to its answer, whoever makes it. `vary` is set before, so that
 * handlers can add to it; the others after, and only where the handler has not set its own.
 */
export async function goOnWith(c: Context, headers: HeaderFields, next: Next): Promise<void> {
  const names = Object.keys(headers);
  const before = headersSoFar(c);
  const earlier = names.map((name) => before.get(name) ?? undefined);
  const { vary } = headers;
  if (vary !== undefined)
    c.header('vary', mergeHeader('vary', earlier[names.indexOf('vary')], vary));
  await next();
  // What opens a WebSocket must stay as the runtime has made it.
  if (c.res.status === 101) return;
  for (const [index, name] of names.entries()) {
    const { headers: present } = c.res;
    const value = present.get(name) ?? undefined;
    if (value !== undefined && value !== earlier[index]) continue;
    const field = mergeHeader(name, value, headers[name] as string);
    try {
      present.set(name, field);
    } catch {
      // The fields of what fetch() or Response.redirect() gave cannot be changed; this makes a copy.
      c.header(name, field);
    }
  }
}

// Not c.res: once that was asked for, Hono lets what it holds replace the fields of a handler's Response. To be
// read alone, because @hono/node-server gives the very object that c.header() writes to.
function headersSoFar(c: Context): Headers {
  return c.newResponse(null).headers;
}

function merged(present: Headers, name: string, value: string): string {
  return mergeHeader(name, present.get(name) ?? undefined, value);
}
