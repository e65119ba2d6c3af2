import { getRequestListener } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';

type Fields = Readonly<Record<string, string>>;

/** Sets header fields as most applications do. */
export function set(fields: Fields): MiddlewareHandler {
  return async (c, next) => {
    for (const name in fields) c.header(name, fields[name]);
    await next();
  };
}

/** Sets them on `c.res`, as Hono's cors() does: Hono then overrides what a handler's Response says. */
export function touch(fields: Fields): MiddlewareHandler {
  return async (c, next) => {
    for (const name in fields) c.res.headers.set(name, fields[name] as string);
    await next();
  };
}

/** The fields of an answer that have a name of the expected ones. */
export function fieldsOf(answer: Response, expected: object): Record<string, string | null> {
  const names = Object.keys(expected);
  return Object.fromEntries(names.map((name) => [name, answer.headers.get(name)]));
}

// What fetch() gives is of the runtime's own class, whatever the global one is by now.
const native = (await fetch('data:,')).constructor as typeof Response;
getRequestListener(() => new Response());

/** The classes that the global Response may be: @hono/node-server puts its own in its place. */
export const RESPONSES: ReadonlyArray<readonly [name: string, Response: typeof Response]> = [
  ['Fetch', native],
  ['@hono/node-server', Response],
];
