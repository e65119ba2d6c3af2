import { LEGACY_SESSIONS } from '../../server/parties.ts';
import type { RfcSection } from '../look/rfc-section.ts';

/** The exchanges, by the operations of the messages API that make them. */
export const EXCHANGE_IDS = ['archive', 'legacy', 'calendar'] as const;

/** One of the exchanges. */
export type ExchangeId = (typeof EXCHANGE_IDS)[number];

/** What an exchange is. */
export interface Exchange {
  readonly title: string;
  /** What goes in, what comes out, and what for. */
  readonly sentence: string;
  /** The method of `ApiClient` that does it. */
  readonly method: string;
  readonly source: RfcSection;
}

/** The exchanges, in words. */
export const EXCHANGES: Readonly<Record<ExchangeId, Exchange>> = {
  archive: {
    title: 'On behalf of the caller',
    sentence:
      'The messages API exchanges the access token of its caller for one that the archive takes, and reads the archive with it. The new token says in act that the API acts.',
    method: 'getTokenOnBehalfOf',
    source: { rfc: 8693, section: '4.1' },
  },
  legacy: {
    title: 'An old session',
    sentence:
      'Somebody has a session of a system from before OAuth, and no token. The messages API exchanges the session for an access token of its user, and reads the archive with it. Nobody acts: there is no act.',
    method: 'getTokenByExchangeProfile',
    source: { rfc: 8693, section: '2.1' },
  },
  calendar: {
    title: 'Another company',
    sentence:
      'The messages API exchanges the access token of its caller for a token of a calendar that another company runs, and at which the user has an account. Auth0 calls this the Token Vault.',
    method: 'getAccessTokenForConnection',
    source: { rfc: 8693, section: '2.1' },
  },
};

/** Something to choose from: `value` stands in the address of the page. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

/** The accounts that one can ask the calendar for; an empty one stands for none. */
export const ACCOUNTS: readonly Option[] = [
  { value: '', label: 'None named: the first one of the user' },
  { value: 'alice@work.example', label: 'alice@work.example' },
  { value: 'alice@home.example', label: 'alice@home.example' },
  { value: 'carol@work.example', label: 'carol@work.example, which nobody has' },
];

/** Whose session one can send. */
export const SESSIONS: readonly Option[] = [
  ...[...LEGACY_SESSIONS.values()].map((user) => ({ value: user, label: `That of ${user}` })),
  { value: 'mallory', label: 'One that does not exist' },
];

/** The session of a user of the old system, as it is sent. */
export function sessionOf(user: string): string {
  const known = [...LEGACY_SESSIONS].find(([, owner]) => owner === user);
  return known?.[0] ?? `session-of-${user}`;
}
