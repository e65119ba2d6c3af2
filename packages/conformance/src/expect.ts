import type { AuthErrorReason } from '@holdfast/auth-core';
import type { CaseRequest, Expectation, FieldPart, FieldValue } from './case.ts';
import type { ChallengeVariation } from './challenges.ts';
import { challenges } from './challenges.ts';
import { ISSUER, NOW } from './setting/names.ts';
import type { ProofRecipe } from './setting/proofs.ts';
import type { TokenRecipe } from './setting/tokens.ts';
import { WIRE } from './wire.ts';

/** What makes a refusal differ from the common one of its reason. */
export interface RefusalVariation extends ChallengeVariation {
  /** What `Access-Control-Expose-Headers` holds. Default: absent, as on a request without `Origin`. */
  readonly exposed?: string | undefined;
  /** What the application put into `Vary` before. Default: nothing. */
  readonly vary?: string | undefined;
  /** Seconds; for 503 alone. */
  readonly retryAfter?: number | undefined;
  /** The request is a HEAD: there is no body. */
  readonly head?: boolean | undefined;
  /** Whether the nonce of a `use_dpop_nonce` is one that the case has seen. Default `new`. */
  readonly nonce?: 'new' | 'same' | undefined;
  readonly fetched?: Expectation['fetched'];
}

/** What a refusal adds to `Access-Control-Expose-Headers`. */
export const EXPOSED = 'WWW-Authenticate, DPoP-Nonce';

/** The exact answer of a refusal. */
export function refused(reason: AuthErrorReason, variation: RefusalVariation = {}): Expectation {
  const { status, code, description } = WIRE[reason];
  const text = variation.head
    ? ''
    : JSON.stringify({ error: code, error_description: description });
  return {
    status,
    reason,
    fields: {
      'www-authenticate': challenges(reason, variation),
      'dpop-nonce': code === 'use_dpop_nonce' ? { nonce: variation.nonce ?? 'new' } : null,
      'retry-after': status === 503 ? String(variation.retryAfter ?? 5) : null,
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'access-control-expose-headers': variation.exposed ?? null,
      vary: variation.vary ?? null,
    },
    body: { text },
    fetched: variation.fetched,
  };
}

/** What `auth()` says of every answer to a request that it has let go on (RFC 9110 section 12.5.5). */
export const VARY = 'Authorization, DPoP';

/** The exact answer of a guard's refusal: `auth()` has let the request go on, and said so. */
export function refusedByGuard(
  reason: AuthErrorReason,
  variation: RefusalVariation = {},
): Expectation {
  return refused(reason, { vary: VARY, ...variation });
}

/** What the `onError` of the suite's routes answers. */
export function byOnError(
  reason: AuthErrorReason,
  fields: Expectation['fields'] = {},
): Expectation {
  const { status } = WIRE[reason];
  return {
    status,
    reason,
    fields: { 'content-type': ANYTHING, ...fields },
    body: { text: reason },
  };
}

/** A fault of the application: the framework's own 500, which asks nobody for other credentials. */
export const FAULT: Expectation = {
  status: 500,
  fields: { 'www-authenticate': null, 'retry-after': null },
};

/** Whatever a field is: the media type of what an application's handler writes, for instance. */
export const ANYTHING = { any: true } as const;

/** What the routes answer to the token of an empty recipe. */
export const BASE_AUTH: Readonly<Record<string, unknown>> = {
  sub: 'user-1',
  scopes: ['read:things'],
  clientId: 'client-1',
  issuer: ISSUER,
  scheme: 'bearer',
  permissions: [],
  expiresAt: NOW + 300,
};

/** The exact answer of an accepted request: the parts of `AuthInfo` that the route shows, over those of an empty recipe. */
export function accepted(
  parts: Readonly<Record<string, unknown>> = {},
  fetched?: Expectation['fetched'],
): Expectation {
  return {
    status: 200,
    fields: {
      'www-authenticate': null,
      'dpop-nonce': null,
      'cache-control': 'private',
      'content-type': ANYTHING,
      vary: VARY,
    },
    body: { json: { ...BASE_AUTH, ...parts } },
    fetched,
  };
}

/** The exact answer of a request that went on without credentials. A cache must not give it to somebody with a token. */
export const ANONYMOUS: Expectation = {
  status: 200,
  fields: { 'content-type': ANYTHING, vary: VARY },
  body: { json: { anonymous: true } },
};

/** In the place of `proof`, stands for `{ jkt, jti, iat }` of the proof that was sent. */
export const SENT_PROOF = '{the proof of the request}';

/** The exact answer of a request accepted with a bound token and its proof. */
export function proven(parts: Readonly<Record<string, unknown>> = {}): Expectation {
  return accepted({ scheme: 'dpop', proof: SENT_PROOF, ...parts });
}

/** A GET of `/protected`. */
export function get(...fields: CaseRequest['fields']): CaseRequest {
  return getFrom('/protected', ...fields);
}

/** A GET of another path. */
export function getFrom(path: FieldValue, ...fields: CaseRequest['fields']): CaseRequest {
  return { method: 'GET', path, fields };
}

/** An `Authorization` field as it stands. */
export function authorization(...value: FieldPart[]): [string, FieldValue] {
  return ['Authorization', value];
}

/** An `Authorization` field with a token as RFC 6750 section 2.1 wants it. */
export function bearer(recipe: TokenRecipe = {}): [string, FieldValue] {
  return authorization('Bearer ', recipe);
}

/** An `Authorization` field with a token bound to the client's key (RFC 9449 section 7.1). */
export function dpop(recipe: TokenRecipe = {}): [string, FieldValue] {
  return authorization('DPoP ', { boundTo: 'client', ...recipe });
}

/** A `DPoP` field with a proof. */
export function proof(recipe: ProofRecipe = {}): [string, FieldValue] {
  return ['DPoP', [{ proof: recipe }]];
}

/** The `Origin` field of a page elsewhere. */
export const ORIGIN: readonly [string, string] = ['Origin', 'https://app.example.com'];
