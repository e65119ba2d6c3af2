import type { JWTVerifyGetKey } from 'jose';
import type { errors, Provider, TokenEndpointGrantContext } from 'oidc-provider';
import type { ApiParty } from '../../parties.ts';
import type { CalendarProvider } from '../calendar-provider.ts';

/** What the grants of the token exchange work with. */
export interface ExchangeSetting {
  readonly provider: Provider;
  /** The error classes of oidc-provider, which become the JSON of RFC 6749 section 5.2. */
  readonly errors: typeof errors;
  /** What access tokens of this server are verified with. */
  readonly keys: JWTVerifyGetKey;
  readonly calendar: CalendarProvider;
}

/** What a grant works with once it is known which of the APIs asks. */
export interface Exchange extends ExchangeSetting {
  readonly api: ApiParty;
}

/** A request for an exchange, its client authenticated; a field that came twice has been refused. */
export type ExchangeRequest = TokenEndpointGrantContext<
  Readonly<Partial<Record<(typeof EXCHANGE_FIELDS)[number], string>>>
>;

/** The form fields that are read; oidc-provider hides all others. */
export const EXCHANGE_FIELDS = [
  'subject_token',
  'subject_token_type',
  'requested_token_type',
  'actor_token',
  'audience',
  'scope',
  'connection',
  'login_hint',
] as const;

/** Says that a token is an access token (RFC 8693 section 3). */
export const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';
