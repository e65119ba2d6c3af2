import type { AuthInfo } from '@holdfast/auth-express';
import type { CallToolResult, ServerContext } from '@modelcontextprotocol/server';
import { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

/** The scope that every request needs: the only one to advertise, so that clients ask for no more at first. */
export const BASE_SCOPE = 'notes:read';

/** The scopes that calling a tool takes besides. */
const TOOL_SCOPES: ReadonlyMap<unknown, string> = new Map([['add_note', 'notes:write']]);

/**
 * Gives the scopes that a request needs. All of them stand in the challenge, so that a client that asks
 * for just these can do no less than before.
 *
 * @param body the parsed body: a JSON-RPC message, a batch of them, or nothing
 */
export function scopesFor(body: unknown): readonly string[] {
  const messages = [body].flat() as readonly (RpcMessage | null | undefined)[];
  const tools = messages
    .filter((message) => message?.method === 'tools/call')
    .map((message) => message?.params?.name);
  return [BASE_SCOPE, ...tools.flatMap((tool) => TOOL_SCOPES.get(tool) ?? [])];
}

/** As much of a JSON-RPC message as matters here; nobody has looked at it yet. */
interface RpcMessage {
  readonly method?: unknown;
  readonly params?: { readonly name?: unknown } | null;
}

/**
 * Makes the function that the SDK calls for the server of each request: two tools on notes, which
 * belong to the user of the access token and last as long as the process.
 */
export function notesServer(): () => McpServer {
  const notes = new Map<string, readonly string[]>();
  return () => {
    const server = new McpServer({ name: 'notes', version: '1.0.0' });
    server.registerTool('list_notes', { description: 'Lists your notes.' }, (context) =>
      text((notes.get(userOf(context)) ?? []).join('\n')),
    );
    server.registerTool(
      'add_note',
      { description: 'Adds a note.', inputSchema: z.object({ note: z.string() }) },
      ({ note }, context) => {
        const user = userOf(context);
        notes.set(user, [...(notes.get(user) ?? []), note]);
        return text('Added.');
      },
    );
    return server;
  };
}

/** The user: what `auth()` found out about the caller reaches the tools as it is. */
function userOf({ http }: ServerContext): string {
  const caller = http?.authInfo as AuthInfo | undefined;
  if (caller?.claims.sub === undefined) throw new Error('Nobody is signed in.');
  return caller.claims.sub;
}

function text(value: string): CallToolResult {
  return { content: [{ type: 'text', text: value }] };
}
