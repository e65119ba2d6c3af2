import { ApiClient, auth, protectedResourceMetadata, requiredScopes } from '@holdfast/auth-hono';
import { createMcpHonoApp } from '@modelcontextprotocol/hono';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { Context, Hono } from 'hono';
import { BASE_SCOPE, notesServer, scopesFor } from './tools.ts';

/**
 * Makes an MCP server on Hono that is a protected resource.
 *
 * @param issuer the authorization server
 * @param resource the URL of the MCP endpoint as clients know it, which tokens must name as audience
 */
export function honoServer(issuer: string, resource: string): Hono {
  const api = new ApiClient({
    issuer,
    audience: resource,
    tokenType: 'at+jwt',
    resourceMetadata: { resource, scopesSupported: [BASE_SCOPE] },
    insecureRequests: true, // for the playground on loopback; leave it out elsewhere
  });
  const mcp = createMcpHandler(notesServer());

  // Refuses foreign Host and Origin fields (DNS rebinding). Where the server is not on loopback, it
  // needs { host, allowedHosts, allowedOrigins } for that.
  const app = createMcpHonoApp();
  app.use(protectedResourceMetadata(api));
  app.all(
    new URL(resource).pathname,
    auth(api),
    (c, next) => requiredScopes(scopesFor(bodyOf(c)))(c, next),
    (c) => mcp.fetch(c.req.raw, { authInfo: c.var.auth, parsedBody: bodyOf(c) }),
  );
  return app;
}

// What the SDK's app has parsed. Never undefined, which would make the SDK read the request once
// more, and perhaps see calls in it that the guard did not.
function bodyOf(c: Context): unknown {
  return c.get('parsedBody') ?? null;
}
