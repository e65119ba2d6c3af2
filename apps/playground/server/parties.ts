/**
 * Who takes part in the playground. The secret stands in a public repository on purpose: it guards
 * an authorization server that listens on the loopback interface alone and forgets everything.
 */

/** The identifier of the messages API: what clients send as `resource` (RFC 8707) and what `aud` says. */
export const RESOURCE = 'https://messages.example';

/** The scopes of the API, with what the consent page says about each. */
export const SCOPES = {
  'read:messages': 'Read the messages',
  'write:messages': 'Write new messages',
} as const;

/** The scopes of what listens on the loopback interface: those of the MCP servers of `examples/mcp`. */
export const LOOPBACK_SCOPES = {
  'notes:read': 'Read your notes',
  'notes:write': 'Write new notes',
} as const;

/**
 * Gives the scopes that tokens for a resource may carry, with what the consent page says about each.
 *
 * @param resource an absolute URI (RFC 8707)
 * @returns undefined for a resource that the playground does not know
 */
export function scopesOf(resource: string): Readonly<Record<string, string>> | undefined {
  if (resource === RESOURCE) return SCOPES;
  const { protocol, hostname } = new URL(resource);
  const isLoopback = protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
  return isLoopback ? LOOPBACK_SCOPES : undefined;
}

/** A confidential client that acts for itself (RFC 6749 section 4.4). */
export const MACHINE = { id: 'machine', secret: 'for-development-only' } as const;

/**
 * A public client that acts for a user (RFC 7636). The port of a loopback redirect URI does not
 * count (RFC 8252 section 7.3).
 */
export const APPLICATION = { id: 'terminal', redirectUri: 'http://127.0.0.1/callback' } as const;

/** The only user there is; signing in as her takes a click and no password. */
export const TEST_USER = 'alice';
