import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  DpopSession,
  OAuthClientMetadata,
  OAuthClientProvider,
  OAuthDiscoveryState,
  StoredOAuthClientInformation,
  StoredOAuthTokens,
} from '@modelcontextprotocol/client';

/** Shows a page to the user: all that the sign-in does not do by itself. */
export type OpenBrowser = (url: URL) => void | Promise<void>;

/**
 * What the SDK's client asks of the program that it is part of: where the user comes back to (a
 * loopback redirect, RFC 8252 section 7.3), and a memory for what it has registered and been given.
 */
export class LoopbackSignIn implements OAuthClientProvider {
  readonly redirectUrl: string;
  readonly #server: Server;
  readonly #openBrowser: OpenBrowser;
  readonly #dpop: DpopSession | undefined;
  #client: StoredOAuthClientInformation | undefined;
  #tokens: StoredOAuthTokens | undefined;
  #discovery: OAuthDiscoveryState | undefined;
  #codeVerifier = '';
  #state = '';
  #comingBack: Promise<URLSearchParams> | undefined;

  /**
   * Starts to listen on the loopback interface.
   *
   * @param openBrowser shows the authorization server's page to the user
   * @param dpop the key to which tokens are to be bound (RFC 9449); none: Bearer tokens
   */
  static async start(openBrowser: OpenBrowser, dpop?: DpopSession): Promise<LoopbackSignIn> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new LoopbackSignIn(server, openBrowser, dpop);
  }

  private constructor(server: Server, openBrowser: OpenBrowser, dpop: DpopSession | undefined) {
    this.#server = server;
    this.#openBrowser = openBrowser;
    this.#dpop = dpop;
    this.redirectUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
  }

  get clientMetadata(): OAuthClientMetadata {
    return {
      client_name: 'MCP example',
      redirect_uris: [this.redirectUrl],
      token_endpoint_auth_method: 'none',
    };
  }

  async redirectToAuthorization(url: URL): Promise<void> {
    this.#comingBack = this.#callback();
    await this.#openBrowser(url);
  }

  /**
   * Waits until the user is back from the authorization server.
   *
   * @returns the parameters of the authorization response, for the transport's `finishAuth`
   * @throws {Error} when the response belongs to another request (RFC 6749 section 10.12)
   */
  async finished(): Promise<URLSearchParams> {
    const parameters = await this.#comingBack;
    if (parameters?.get('state') !== this.#state) throw new Error('The state does not fit.');
    return parameters;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #callback(): Promise<URLSearchParams> {
    for (;;) {
      const [request, response] = (await once(this.#server, 'request')) as [
        IncomingMessage,
        ServerResponse,
      ];
      const { pathname, searchParams } = new URL(String(request.url), this.redirectUrl);
      // A browser also asks for /favicon.ico.
      const isCallback = pathname === '/callback';
      response.writeHead(isCallback ? 200 : 404, { 'content-type': 'text/plain' });
      response.end(isCallback ? 'Done: this window can be closed.' : '');
      if (isCallback) return searchParams;
    }
  }

  state(): string {
    this.#state = randomUUID();
    return this.#state;
  }

  dpop(): DpopSession | undefined {
    return this.#dpop;
  }

  clientInformation(): StoredOAuthClientInformation | undefined {
    return this.#client;
  }

  saveClientInformation(client: StoredOAuthClientInformation): void {
    this.#client = client;
  }

  tokens(): StoredOAuthTokens | undefined {
    return this.#tokens;
  }

  saveTokens(tokens: StoredOAuthTokens): void {
    this.#tokens = tokens;
  }

  codeVerifier(): string {
    return this.#codeVerifier;
  }

  saveCodeVerifier(codeVerifier: string): void {
    this.#codeVerifier = codeVerifier;
  }

  discoveryState(): OAuthDiscoveryState | undefined {
    return this.#discovery;
  }

  saveDiscoveryState(state: OAuthDiscoveryState): void {
    this.#discovery = state;
  }
}
