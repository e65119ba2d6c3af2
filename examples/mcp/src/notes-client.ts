import {
  Client,
  StreamableHTTPClientTransport,
  UnauthorizedError,
} from '@modelcontextprotocol/client';
import type { LoopbackSignIn } from './loopback-sign-in.ts';

/** A connected MCP client. */
export interface NotesClient {
  /** Calls a tool and gives the text of its answer; the user signs in on the way where the server wants it. */
  call(tool: string, args?: Readonly<Record<string, unknown>>): Promise<string>;
  close(): Promise<void>;
}

/**
 * Connects to an MCP server with the SDK's client. What that does not do by itself is to wait for the
 * user: then it throws `UnauthorizedError`, and wants to be called again once the user is back.
 *
 * @param server the URL of the MCP endpoint
 * @param signIn where the user comes back to
 */
export async function connect(server: URL, signIn: LoopbackSignIn): Promise<NotesClient> {
  const client = new Client(
    { name: 'mcp-example', version: '1.0.0' },
    { versionNegotiation: { mode: 'auto' } },
  );
  let transport: StreamableHTTPClientTransport;
  const signedIn = async <T>(attempt: () => Promise<T>): Promise<T> => {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof UnauthorizedError)) throw error;
      await transport.finishAuth(await signIn.finished());
      return await attempt();
    }
  };

  await signedIn(() => {
    transport = new StreamableHTTPClientTransport(server, { authProvider: signIn });
    return client.connect(transport);
  });
  return {
    async call(name, args = {}) {
      const { content } = await signedIn(() => client.callTool({ name, arguments: args }));
      return content.map((part) => (part.type === 'text' ? part.text : '')).join('');
    },
    close: () => client.close(),
  };
}
