import { validateHeaderName, validateHeaderValue } from 'node:http';
import { z } from 'zod';
import { ControlRefusal } from './control-refusal.ts';
import type { RelayOrder, ServerAction, TokenOrder } from './protocol.ts';
import { FRAMEWORKS } from './protocol.ts';

/** An order as the page sends it: what it must look like, and the sentence for one that does not. */
export interface OrderKind<T> {
  readonly schema: z.ZodType<T>;
  readonly sentence: string;
}

/**
 * Reads an order.
 *
 * @throws {ControlRefusal} with 400 when it is not as it must be
 */
export function readOrder<T>({ schema, sentence }: OrderKind<T>, body: unknown): T {
  const { success, data } = schema.safeParse(body);
  if (!success) throw new ControlRefusal(400, sentence);
  return data;
}

/** What can be done to the authorization server. */
export const SERVER_ACTION: OrderKind<ServerAction> = {
  schema: z.union([
    z.strictObject({ action: z.enum(['stop', 'start', 'rotate']) }),
    z.strictObject({ action: z.literal('remove'), kid: z.string() }),
  ]),
  sentence: 'An action is stop, start or rotate, or it is remove with the kid of a key.',
};

// Deeper ones overflow the stack where they are written.
const DEEPEST = 100;
const MEMBERS = z.record(z.string(), z.unknown()).refine((members) => isNested(members, DEEPEST));

function isNested(value: unknown, deepest: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return deepest > 0 && Object.values(value).every((member) => isNested(member, deepest - 1));
}

/** A token that the authorization server would never issue. */
export const TOKEN_ORDER: OrderKind<TokenOrder> = {
  schema: z.strictObject({
    claims: MEMBERS.optional(),
    header: MEMBERS.optional(),
    signedBy: z.enum(['server', 'stranger', 'public-key', 'nobody']).optional(),
  }),
  sentence: 'A token is ordered by claims, header and signedBy, each of which may be absent.',
};

// Node writes these itself: where a message ends is not the order's affair, nor whom it goes to.
const NOT_RELAYED = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** A request that a browser cannot send. */
export const RELAY_ORDER: OrderKind<RelayOrder> = {
  schema: z.strictObject({
    api: z.enum(FRAMEWORKS),
    method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']),
    // Two slashes would begin the name of a host, for some who read it.
    path: z.string().regex(/^\/(?!\/)[\x21-\x7e]*$/),
    headers: z.array(z.tuple([z.string(), z.string()]).refine(isRelayed)),
    body: z.string().optional(),
  }),
  sentence:
    'A request to relay has an api, a method, a path that begins with one slash, and fields.',
};

function isRelayed([name, value]: readonly [string, string]): boolean {
  if (NOT_RELAYED.has(name.toLowerCase())) return false;
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}
