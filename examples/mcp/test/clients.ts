import { DpopSession } from '@modelcontextprotocol/client';
import { UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { OpenBrowser } from '../src/loopback-sign-in.ts';
import { LoopbackSignIn } from '../src/loopback-sign-in.ts';
import type { NotesClient } from '../src/notes-client.ts';
import { connect } from '../src/notes-client.ts';

/** A client of the SDK, before it connects. */
export interface SdkClient {
  readonly signIn: LoopbackSignIn;
  connect(server: URL): Promise<NotesClient>;
}

/** The SDK's clients: with the protocol of 2026, with tokens that are bound to a key, and with version 1. */
export const CLIENTS: Readonly<Record<string, (open: OpenBrowser) => Promise<SdkClient>>> = {
  'version 2': (open) => version2(open),
  'version 2 with DPoP': async (open) => version2(open, await DpopSession.create()),
  'version 1': async (open) => {
    const signIn = await LoopbackSignIn.start(open);
    return { signIn, connect: (server) => connectVersion1(server, signIn) };
  },
};

async function version2(open: OpenBrowser, dpop?: DpopSession): Promise<SdkClient> {
  const signIn = await LoopbackSignIn.start(open, dpop);
  return { signIn, connect: (server) => connect(server, signIn) };
}

async function connectVersion1(server: URL, signIn: LoopbackSignIn): Promise<NotesClient> {
  const client = new Client({ name: 'mcp-example', version: '1.0.0' });
  let transport: StreamableHTTPClientTransport;
  const signedIn = async <T>(attempt: () => Promise<T>): Promise<T> => {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof UnauthorizedError)) throw error;
      await transport.finishAuth(String((await signIn.finished()).get('code')));
      return await attempt();
    }
  };
  await signedIn(() => {
    transport = new StreamableHTTPClientTransport(server, { authProvider: signIn });
    return client.connect(transport as Transport);
  });
  return {
    async call(name, args = {}) {
      const result = await signedIn(() => client.callTool({ name, arguments: args }));
      const content = result.content as ReadonlyArray<{ readonly text?: string }>;
      return content.map(({ text = '' }) => text).join('');
    },
    close: () => client.close(),
  };
}
