import { ApiClient, auth, protectedResourceMetadata, requiredScopes } from '@holdfast/auth-express';
import { createMcpExpressApp } from '@modelcontextprotocol/express';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { Express } from 'express';
import { BASE_SCOPE, notesServer, scopesFor } from './tools.ts';

/**
 * Makes an MCP server on Express that is a protected resource.
 *
 * @param issuer the authorization server
 * @param resource the URL of the MCP endpoint as clients know it, which tokens must name as audience
 */
export function expressServer(issuer: string, resource: string): Express {
  const api = new ApiClient({
    issuer,
    audience: resource,
    tokenType: 'at+jwt',
    resourceMetadata: { resource, scopesSupported: [BASE_SCOPE] },
    insecureRequests: true, // for the playground on loopback; leave it out elsewhere
  });
  const mcp = toNodeHandler(createMcpHandler(notesServer()));

  // Refuses foreign Host and Origin fields (DNS rebinding). Where the server is not on loopback, it
  // needs { host, allowedHosts, allowedOrigins } for that.
  const app = createMcpExpressApp();
  app.use(protectedResourceMetadata(api));
  app.all(
    new URL(resource).pathname,
    auth(api),
    (req, res, next) => requiredScopes(scopesFor(req.body))(req, res, next),
    // Not undefined, which would make the SDK read the request once more, and perhaps see calls in
    // it that the guard did not.
    (req, res) => mcp(req, res, req.body ?? null),
  );
  return app;
}
