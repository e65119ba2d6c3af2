/**
 * Signs a user in from the terminal: authorization code with PKCE and a loopback redirect
 * (RFC 8252 section 7.3), then prints the access token. Usage: `node sign-in.js [issuer]`.
 */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import * as oauth from 'oauth4webapi';
import { html, page } from './authorization-server/pages/page.ts';
import { APPLICATION, RESOURCE, SCOPES } from './parties.ts';
import { close, listen } from './ports.ts';

const insecure = { [oauth.allowInsecureRequests]: true };
const client: oauth.Client = { client_id: APPLICATION.id };

async function signIn(issuer: URL): Promise<string> {
  const discovery = await oauth.discoveryRequest(issuer, insecure).catch((cause: unknown) => {
    throw new Error(`nothing answers at ${issuer.origin}. Is the playground running?`, { cause });
  });
  const metadata = await oauth.processDiscoveryResponse(issuer, discovery);
  const server = createServer();
  try {
    const redirectUri = new URL('/callback', await listen(server, 0)).href;
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const url = new URL(String(metadata.authorization_endpoint));
    url.search = new URLSearchParams({
      client_id: client.client_id,
      response_type: 'code',
      redirect_uri: redirectUri,
      resource: RESOURCE,
      scope: Object.keys(SCOPES).join(' '),
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).toString();
    console.log(`Open this in a browser:\n\n${url.href}\n`);

    const answer = await callback(server, redirectUri);
    const parameters = oauth.validateAuthResponse(metadata, client, answer, state);
    const response = await oauth.authorizationCodeGrantRequest(
      metadata,
      client,
      oauth.None(),
      parameters,
      redirectUri,
      verifier,
      { ...insecure, additionalParameters: { resource: RESOURCE } },
    );
    const tokens = await oauth.processAuthorizationCodeResponse(metadata, client, response);
    return tokens.access_token;
  } finally {
    await close(server);
  }
}

/** Waits for the browser to come back, and tells it that all is done. */
async function callback(
  server: ReturnType<typeof createServer>,
  redirectUri: string,
): Promise<URL> {
  for (;;) {
    const [request, response] = (await once(server, 'request')) as [
      IncomingMessage,
      ServerResponse,
    ];
    const url = new URL(String(request.url), redirectUri);
    if (url.pathname === '/callback') {
      const done = html`<p>Go back to the terminal; this window can be closed.</p>`;
      response.setHeader('content-type', 'text/html; charset=utf-8');
      await new Promise<void>((resolve) => {
        response.end(page('Back to the terminal', done), resolve);
      });
      return url;
    }
    // A browser also asks for /favicon.ico.
    response.writeHead(404).end();
  }
}

try {
  const token = await signIn(new URL(process.argv[2] ?? 'http://127.0.0.1:4000'));
  console.log(`Signed in. Paste this, and $TOKEN is the user's:\n\n    TOKEN=${token}\n`);
} catch (error) {
  const { message, error_description: reason } = error as Error & { error_description?: string };
  console.error('Not signed in:', reason ?? message);
  process.exitCode = 1;
}
