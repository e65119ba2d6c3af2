import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import { createAuthorizationServer } from '@holdfast/playground/authorization-server';
import { Browser } from '@holdfast/playground/browser';
import { MACHINE, TEST_USER } from '@holdfast/playground/parties';
import { close, listen } from '@holdfast/playground/ports';
import { getRequestListener } from '@hono/node-server';
import { expressServer } from '../src/express-server.ts';
import { honoServer } from '../src/hono-server.ts';
import type { OpenBrowser } from '../src/loopback-sign-in.ts';

/** The example's servers, by framework. */
export const SERVERS: Readonly<
  Record<string, (issuer: string, resource: string) => RequestListener>
> = {
  Express: expressServer,
  Hono: (issuer, resource) => getRequestListener(honoServer(issuer, resource).fetch),
};

/** A request that a server answered. */
export interface Exchange {
  /** Method, path and status, such as `POST /token 200`. */
  readonly line: string;
  readonly query: URLSearchParams;
  readonly challenge: unknown;
}

/** The playground's authorization server and one MCP server of the example. */
export interface Setting {
  readonly issuer: string;
  /** The URL of the MCP endpoint. */
  readonly resource: string;
  /** What both have answered, in order. */
  readonly exchanges: Exchange[];
  /** The buttons that the user has pressed. */
  readonly pressed: string[];
  /** The user's browser: it signs in, agrees to everything, and keeps its cookies. */
  readonly openBrowser: OpenBrowser;
  /** Gets a token without a user (RFC 6749 section 4.4). */
  machineToken(resource: string, scope: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts both in this process. */
export async function start(framework: string): Promise<Setting> {
  const exchanges: Exchange[] = [];
  const pressed: string[] = [];
  const serve = async (): Promise<[string, Server]> => {
    const server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(String(request.url), 'http://127.0.0.1');
      response.once('finish', () => {
        exchanges.push({
          line: `${request.method} ${pathname} ${response.statusCode}`,
          query: searchParams,
          challenge: response.getHeader('www-authenticate'),
        });
      });
    });
    return [await listen(server, 0), server];
  };
  const [issuer, authorizationServer] = await serve();
  authorizationServer.on('request', (await createAuthorizationServer(issuer)).listener);
  const [origin, mcpServer] = await serve();
  const resource = `${origin}/mcp`;
  mcpServer.on('request', SERVERS[framework]?.(issuer, resource) as RequestListener);

  const browser = new Browser();
  return {
    issuer,
    resource,
    exchanges,
    pressed,
    async openBrowser(url) {
      await browser.open(url.href);
      while (browser.url.startsWith(issuer)) {
        const button = browser.body.includes('Allow access?') ? 'Allow' : `Sign in as ${TEST_USER}`;
        pressed.push(button);
        await browser.press(button);
      }
    },
    async machineToken(audience, scope) {
      const response = await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${MACHINE.id}:${MACHINE.secret}`)}` },
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          resource: audience,
          scope,
        }),
      });
      return ((await response.json()) as { access_token: string }).access_token;
    },
    stop: async () => void (await Promise.all([authorizationServer, mcpServer].map(close))),
  };
}
