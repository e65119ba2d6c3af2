/**
 * Who takes part in the playground. The secret stands in a public repository on purpose: it guards
 * an authorization server that listens on the loopback interface alone and forgets everything.
 */

import { isLoopback } from './loopback.ts';

/** The identifier of the messages API: what clients send as `resource` (RFC 8707) and what `aud` says. */
export const RESOURCE = 'https://messages.example';

/** The scopes of the API, with what the consent page says about each. */
export const SCOPES = {
  'read:messages': 'Read the messages',
  'write:messages': 'Write new messages',
} as const;

/** The archive, which the messages API calls in the name of its callers. */
export const ARCHIVE = 'https://archive.example';

/** The scopes of the archive. */
export const ARCHIVE_SCOPES = { 'read:archive': 'Read the archive' } as const;

/** The scopes of what listens on the loopback interface: those of the MCP servers of `examples/mcp`. */
export const LOOPBACK_SCOPES = {
  'notes:read': 'Read your notes',
  'notes:write': 'Write new notes',
} as const;

/** Scopes, with what the consent page says about each. */
export type ScopeMeanings = Readonly<Record<string, string>>;

/**
 * Gives the scopes that tokens for a resource may carry, with what the consent page says about each.
 *
 * @param resource what a client sent as `resource` (RFC 8707) or `audience` (RFC 8693)
 * @returns undefined for a resource that the playground does not know
 */
export function scopesOf(resource: string): ScopeMeanings | undefined {
  if (resource === RESOURCE) return SCOPES;
  if (resource === ARCHIVE) return ARCHIVE_SCOPES;
  return isLoopback(resource) ? LOOPBACK_SCOPES : undefined;
}

/** A confidential client that acts for itself (RFC 6749 section 4.4). */
export const MACHINE = { id: 'machine', secret: 'for-development-only' } as const;

/** An API that is a client of the token endpoint too: it exchanges what comes to it. */
export interface ApiParty {
  readonly id: string;
  readonly secret: string;
  /** What tokens that are for it say in `aud`. */
  readonly audience: string;
  /** What it may exchange, and for tokens of whom. */
  readonly exchanges: {
    /** Callers' access tokens, on their behalf: for tokens with these audiences. */
    readonly onBehalfOf: readonly string[];
    /** Sessions of the old system: for tokens with these audiences. */
    readonly sessions: readonly string[];
    /** Callers' access tokens: for tokens of other companies, by these connections. */
    readonly connections: readonly string[];
  };
}

/**
 * What a caller's token must carry so that an API gets a scope of another one on behalf of the caller:
 * nobody can have done by an API what it would not do for him itself.
 */
export const STANDS_FOR: ReadonlyMap<string, string> = new Map([['read:archive', 'read:messages']]);

/** The connection at which the test user has accounts: a simulated calendar of another company. */
export const CALENDAR = 'calendar';

/** The messages API, whichever framework serves it. */
export const MESSAGES_API: ApiParty = {
  id: 'messages-api',
  secret: 'for-development-only',
  audience: RESOURCE,
  exchanges: {
    onBehalfOf: [ARCHIVE],
    sessions: [RESOURCE, ARCHIVE],
    connections: [CALENDAR],
  },
};

/** The archive. */
export const ARCHIVE_API: ApiParty = {
  id: 'archive-api',
  secret: 'for-development-only',
  audience: ARCHIVE,
  exchanges: { onBehalfOf: [], sessions: [], connections: [] },
};

/** What names the sessions of a system from before OAuth, as a type of tokens (RFC 8693 section 3). */
export const LEGACY_SESSION = 'urn:example:legacy-session';

/** The sessions of that system that have not ended, and whose they are. */
export const LEGACY_SESSIONS: ReadonlyMap<string, string> = new Map([
  ['session-of-alice', 'alice'],
  ['session-of-bob', 'bob'],
]);

/**
 * A public client that acts for a user (RFC 7636). The port of a loopback redirect URI does not
 * count (RFC 8252 section 7.3).
 */
export const APPLICATION = { id: 'terminal', redirectUri: 'http://127.0.0.1/callback' } as const;

/** The playground's page: a public client that acts for a user, in a browser. */
export const PAGE = { id: 'page', redirectUri: 'http://127.0.0.1/callback' } as const;

/** The users; to sign in as one of them takes a click and no password. */
export const USERS = ['alice', 'bob'] as const;

/** The user of the printed commands and of the tests, where it does not matter who it is. */
export const TEST_USER: (typeof USERS)[number] = 'alice';

/** What `acr` says of a sign-in with a second factor (RFC 9470 section 3). */
export const SECOND_FACTOR = 'urn:example:second-factor';
