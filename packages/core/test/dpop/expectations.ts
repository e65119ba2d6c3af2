import { expect } from 'vitest';
import type {
  ApiClient,
  AuthError,
  AuthErrorReason,
  Authenticated,
  ResourceRequest,
} from '../../src/index.ts';
import { REASONS } from '../../src/refusal/reasons.ts';

/** The rows of the README's table of refusals: class, status, wire code. */
const KINDS = {
  missing: ['MissingAuthorizationError', 401, 'unauthorized'],
  scheme: ['InvalidAuthSchemeError', 401, 'unauthorized'],
  request: ['InvalidRequestError', 400, 'invalid_request'],
  token: ['VerifyAccessTokenError', 401, 'invalid_token'],
  proof: ['InvalidDpopProofError', 401, 'invalid_dpop_proof'],
  nonce: ['UseDpopNonceError', 401, 'use_dpop_nonce'],
  server: ['AuthorizationServerError', 503, 'temporarily_unavailable'],
} as const;

export type Kind = keyof typeof KINDS;

/** What a refusal must be. `challenge` has `%` where the error's parameters are. */
export interface ExpectedRefusal {
  readonly kind: Kind;
  readonly reason: AuthErrorReason;
  /** Undefined for no challenge. */
  readonly challenge: string | undefined;
  /** Header fields besides the challenge and those of every refusal. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a request and holds the whole refusal, header by header, against what is expected. */
export async function expectRefused(
  api: ApiClient,
  request: ResourceRequest,
  { kind, reason, challenge, headers = {} }: ExpectedRefusal,
): Promise<AuthError> {
  const result = await api.authenticate(request);
  if (result.ok) throw new Error(`The request passed; expected was ${reason}.`);
  const { error, response } = result;
  const [name, status, code] = KINDS[kind];
  const message = REASONS[reason];
  const described = challenge?.replace('%', `error="${code}", error_description="${message}"`);
  expect(error.reason).toBe(reason);
  expect(error).toMatchObject({ name, code, message, statusCode: status });
  expect(response).toEqual({
    status,
    headers: {
      ...(described !== undefined && { 'www-authenticate': described }),
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...headers,
    },
    body: JSON.stringify({ error: code, error_description: message }),
  });
  expectNoSecret(error, request);
  return error;
}

// What is written to a log must not serve whoever reads the log.
function expectNoSecret(error: AuthError, { headers }: ResourceRequest): void {
  const log = JSON.stringify(error);
  for (const value of Object.values(
    headers as Record<string, string | string[] | undefined>,
  ).flat()) {
    for (const word of (value ?? '').split(/[\s,]+/)) {
      if (word.length > 100) expect(log).not.toContain(word);
    }
  }
}

/** The challenges of a failed proof where both schemes are offered. */
export const BOTH = 'Bearer realm="api", DPoP %, algs="ES256"';

/** A refusal of the proof itself. */
export function expectProofRefused(
  api: ApiClient,
  request: ResourceRequest,
  reason: AuthErrorReason,
  challenge: string = BOTH,
): Promise<AuthError> {
  return expectRefused(api, request, { kind: 'proof', reason, challenge });
}

export async function expectAccepted(
  api: ApiClient,
  request: ResourceRequest,
): Promise<Authenticated> {
  const result = await api.authenticate(request);
  if (!result.ok) {
    throw new Error(`Refused: ${result.error.reason} ${JSON.stringify(result.error.details)}`);
  }
  return result;
}
