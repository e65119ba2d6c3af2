import {
  absoluteUri,
  extraFields,
  knownArguments,
  optional,
  profileTokenType,
  required,
  subjectToken,
} from './exchange-arguments.ts';
import { GetTokenByExchangeProfileError } from './exchange-errors.ts';
import type { ExchangeForm } from './exchange-form.ts';
import { presentFields } from './exchange-form.ts';

/** A value of a form field. */
export type ExtraValue = string | number | boolean;

/** What `getTokenByExchangeProfile` takes besides the subject token. */
export interface ExchangeProfileOptions {
  /** An absolute URI of your own that says what the subject token is; not one of a reserved name space. */
  readonly subjectTokenType: string;
  readonly audience?: string | undefined;
  /** Space-separated. */
  readonly scope?: string | undefined;
  readonly requestedTokenType?: string | undefined;
  /** An organization of Auth0. */
  readonly organization?: string | undefined;
  /** Who acts for the subject; goes with `actorTokenType`. */
  readonly actorToken?: string | undefined;
  readonly actorTokenType?: string | undefined;
  /** Further form fields; a list, of at most 20 values, becomes a field for each of them. */
  readonly extra?: Readonly<Record<string, ExtraValue | readonly ExtraValue[]>> | undefined;
}

/** What `getTokenOnBehalfOf` takes besides the access token. */
export interface OnBehalfOfOptions {
  /** The API that is to be called. */
  readonly audience: string;
  /** Space-separated. */
  readonly scope?: string | undefined;
}

const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

const OPTIONS = [
  'subjectTokenType',
  'audience',
  'scope',
  'requestedTokenType',
  'organization',
  'actorToken',
  'actorTokenType',
  'extra',
];

// A form value of fewer characters is more likely a word than a secret.
const SECRET_LENGTH = 8;

const complain = (message: string): GetTokenByExchangeProfileError =>
  new GetTokenByExchangeProfileError(message);

/** Checks the arguments and writes the form of a token exchange (RFC 8693 section 2.1). */
export function profileForm(token: string, options: ExchangeProfileOptions): ExchangeForm {
  const subject = subjectToken('subjectToken', token, complain);
  const given = knownArguments(options, OPTIONS, complain);
  const text = (name: string): string | undefined => optional(name, given[name], complain);
  const uri = (name: string): string | undefined => {
    const value = text(name);
    return value === undefined ? undefined : absoluteUri(name, value, complain);
  };
  const type = profileTokenType('subjectTokenType', given['subjectTokenType'], complain);
  const actorToken =
    given['actorToken'] === undefined
      ? undefined
      : subjectToken('actorToken', given['actorToken'], complain);
  const actorTokenType = uri('actorTokenType');
  // RFC 8693 section 2.1: one is required with the other and must not be there without it.
  if ((actorToken === undefined) !== (actorTokenType === undefined)) {
    throw complain('The arguments "actorToken" and "actorTokenType" go together.');
  }
  const extra = extraFields(given['extra'], complain);
  const hidden = extra.map(([, value]) => value).filter(({ length }) => length >= SECRET_LENGTH);
  return {
    grantType: GRANT_TYPE,
    fields: [
      ...presentFields({
        subject_token: subject,
        subject_token_type: type,
        requested_token_type: uri('requestedTokenType'),
        audience: text('audience'),
        scope: text('scope'),
        organization: text('organization'),
        actor_token: actorToken,
        actor_token_type: actorTokenType,
      }),
      ...extra,
    ],
    subjectToken: subject,
    secrets: [subject, ...(actorToken === undefined ? [] : [actorToken]), ...hidden],
    fallback: 'token_exchange_error',
  };
}

/** Checks the arguments and writes the form of an exchange on behalf of the caller (RFC 8693 section 2.1). */
export function onBehalfOfForm(token: string, options: OnBehalfOfOptions): ExchangeForm {
  const subject = subjectToken('accessToken', token, complain);
  const given = knownArguments(options, ['audience', 'scope'], complain);
  return {
    grantType: GRANT_TYPE,
    fields: presentFields({
      subject_token: subject,
      subject_token_type: ACCESS_TOKEN,
      requested_token_type: ACCESS_TOKEN,
      audience: required('audience', given['audience'], complain),
      scope: optional('scope', given['scope'], complain),
    }),
    subjectToken: subject,
    secrets: [subject],
    fallback: 'token_exchange_error',
  };
}
