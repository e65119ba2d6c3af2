import { ARCHIVE, RESOURCE, scopesOf } from '../../server/parties.ts';
import type { Credential } from '../session/credential.ts';

/** The APIs that a token may be for. */
export const AUDIENCES = { messages: RESOURCE, archive: ARCHIVE } as const;

/** Seconds that a token may live; the authorization server refuses others. */
export const LIFETIMES = { shortest: 10, usual: 600, longest: 3600 } as const;

/** What kind of token is wanted. The address of the page says it, so nothing of it is secret. */
export interface Choices {
  readonly caller: 'user' | 'machine';
  readonly scheme: Credential['scheme'];
  readonly audience: keyof typeof AUDIENCES;
  readonly scopes: readonly string[];
  /** Seconds. */
  readonly lifetime: number;
  /** Of a user: whether to sign in with a second factor. */
  readonly hasSecondFactor: boolean;
  /** Of a user: whether to sign in even if signed in. */
  readonly isAnew: boolean;
}

/** The parameters by which the address says it. */
export const CHOICE_PARAMETERS: readonly string[] = [
  'as',
  'scheme',
  'for',
  'scopes',
  'lifetime',
  'factor',
  'prompt',
];

/** The parameters that name one of a few things, for people. */
export const NAMED_CHOICES: readonly NamedChoice[] = [
  { parameter: 'as', what: 'kind of caller', known: ['user', 'machine'] },
  { parameter: 'scheme', what: 'scheme', known: ['dpop', 'bearer'] },
  { parameter: 'for', what: 'API', known: Object.keys(AUDIENCES) },
];

interface NamedChoice {
  readonly parameter: string;
  readonly what: string;
  readonly known: readonly string[];
}

/** Gives the scopes that a token for an API may have. */
export function scopesFor(audience: Choices['audience']): readonly string[] {
  return Object.keys(scopesOf(AUDIENCES[audience]) ?? {});
}

/** Reads the choices off the query of an address. What is missing or makes no sense has its default. */
export function choicesFrom(query: URLSearchParams): Choices {
  const audience = query.get('for') === 'archive' ? 'archive' : 'messages';
  const wanted = query.get('scopes')?.split(' ');
  return {
    caller: query.get('as') === 'machine' ? 'machine' : 'user',
    scheme: query.get('scheme') === 'bearer' ? 'bearer' : 'dpop',
    audience,
    scopes: scopesFor(audience).filter((scope) => wanted?.includes(scope) ?? true),
    lifetime: lifetimeFrom(query.get('lifetime')) ?? LIFETIMES.usual,
    hasSecondFactor: query.get('factor') === 'second',
    isAnew: query.get('prompt') === 'login',
  };
}

/** Writes choices as the query of an address, without those that are the default. */
export function queryOf(choices: Choices): URLSearchParams {
  const { caller, scheme, audience, scopes, lifetime, hasSecondFactor, isAnew } = choices;
  const hasAllScopes = scopesFor(audience).every((scope) => scopes.includes(scope));
  return new URLSearchParams({
    ...(caller === 'machine' && { as: caller }),
    ...(scheme === 'bearer' && { scheme }),
    ...(audience === 'archive' && { for: audience }),
    ...(!hasAllScopes && { scopes: scopes.join(' ') }),
    ...(lifetime !== LIFETIMES.usual && { lifetime: String(lifetime) }),
    ...(hasSecondFactor && { factor: 'second' }),
    ...(isAnew && { prompt: 'login' }),
  });
}

/** Reads a lifetime; undefined where it is none that the authorization server would take. */
export function lifetimeFrom(value: string | number | null): number | undefined {
  const seconds = Number(value);
  const { shortest, longest } = LIFETIMES;
  const isGood = Number.isInteger(seconds) && seconds >= shortest && seconds <= longest;
  return isGood ? seconds : undefined;
}

/** The address of the form with choices made. */
export function addressOf(choices: Choices): string {
  const query = queryOf(choices).toString();
  return query === '' ? '/token' : `/token?${query}`;
}
