import type { Framework } from './control/protocol.ts';

/** What one can ask of the messages API. */
export type OperationId =
  | 'health'
  | 'messages'
  | 'write'
  | 'whoami'
  | 'vault'
  | 'salary'
  | 'archive'
  | 'legacy'
  | 'calendar';

/** A request of the messages API, as the page and its tests describe it. */
export interface Operation {
  readonly id: OperationId;
  /** A sentence for people. */
  readonly title: string;
  /** What it takes to be let in. */
  readonly needs: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
}

/** All of them, in the order in which one tries them. */
export const OPERATIONS: readonly Operation[] = [
  {
    id: 'health',
    title: 'See whether it runs',
    needs: 'nothing: the route is open',
    method: 'GET',
    path: '/health',
  },
  {
    id: 'messages',
    title: 'Read the messages',
    needs: 'the scope read:messages',
    method: 'GET',
    path: '/messages',
  },
  {
    id: 'write',
    title: 'Write a message',
    needs: 'the scope write:messages',
    method: 'POST',
    path: '/messages',
  },
  {
    id: 'whoami',
    title: 'Ask who I am',
    needs: 'any token for this API',
    method: 'GET',
    path: '/whoami',
  },
  {
    id: 'vault',
    title: 'Open the vault',
    needs: 'a DPoP token, and a nonce of this server in the proof',
    method: 'GET',
    path: '/vault',
  },
  {
    id: 'salary',
    title: 'See the salary',
    needs: 'a user who signed in with a second factor in the last five minutes',
    method: 'GET',
    path: '/salary',
  },
  {
    id: 'archive',
    title: 'Read the archive, on behalf of the caller',
    needs: 'the scope read:messages, without which the exchange is refused',
    method: 'GET',
    path: '/archive',
  },
  {
    id: 'legacy',
    title: 'Read the archive, with a session of the old system',
    needs: 'a session in the field Legacy-Session, and no token',
    method: 'GET',
    path: '/legacy',
  },
  {
    id: 'calendar',
    title: 'Read the calendar of another company',
    needs: 'a token of a user who has an account there',
    method: 'GET',
    path: '/calendar',
  },
];

/** What goes with an operation. */
export interface OperationInput {
  /** The text of a new message. */
  readonly text?: string | undefined;
  /** The account at the other company. */
  readonly account?: string | undefined;
}

/** An operation as one framework takes it. */
export interface PlainRequest {
  readonly method: 'GET' | 'POST';
  /** With the query. */
  readonly path: string;
  /** JSON. */
  readonly body?: string | undefined;
}

/** Writes an operation as a framework takes it: tRPC has one procedure for each name, and its own way to write inputs. */
export function plainRequest(
  framework: Framework,
  id: OperationId,
  { text, account }: OperationInput = {},
): PlainRequest {
  const operation = OPERATIONS.find((entry) => entry.id === id);
  if (operation === undefined) throw new TypeError(`There is no operation ${id}.`);
  const { method } = operation;
  const isProcedure = framework === 'trpc';
  const path = isProcedure && id === 'write' ? '/write' : operation.path;
  if (id === 'write') return { method, path, body: JSON.stringify({ text: text ?? '' }) };
  if (account === undefined) return { method, path };
  const query = isProcedure ? { input: JSON.stringify(account) } : { account };
  return { method, path: `${path}?${new URLSearchParams(query)}` };
}
