import type { TestIssuer } from '@holdfast/auth-testing';
import { expect } from 'vitest';
import type { ApiClient, AuthError, AuthErrorReason, ResourceRequest } from '../src/index.ts';
import { REASONS } from '../src/refusal/reasons.ts';

/** The audience of every token that a test issuer mints without another one. */
export const AUDIENCE = 'https://api.test';

/** Where the clocks of these tests start: seconds since the epoch, far from the real time. */
export const NOW = 1_900_000_000;

/** A clock that moves when a test says so. */
export interface Clock {
  readonly now: () => number;
  readonly advance: (seconds: number) => void;
}

export function createClock(start: number = NOW): Clock {
  let time = start;
  return {
    now: () => time,
    advance: (seconds) => {
      time += seconds;
    },
  };
}

/** A request with this value of `Authorization`. */
export function withField(
  authorization: string,
  headers: Readonly<Record<string, string>> = {},
): ResourceRequest {
  return {
    method: 'GET',
    url: `${AUDIENCE}/orders`,
    headers: { ...headers, authorization },
  };
}

/** A request with this access token. */
export function withToken(
  token: string,
  headers: Readonly<Record<string, string>> = {},
): ResourceRequest {
  return withField(`Bearer ${token}`, headers);
}

/** What a refusal must be. */
export interface ExpectedRefusal {
  readonly status: number;
  readonly reason: AuthErrorReason;
  /** In mode `disabled` there is no challenge for DPoP. */
  readonly bearerAlone?: boolean;
}

const CODES: Readonly<Record<number, string>> = {
  400: 'invalid_request',
  401: 'invalid_token',
  503: 'temporarily_unavailable',
};

/** Sends a request and holds the whole refusal against what is expected: status, reason, challenge, body. */
export async function expectRefused(
  api: ApiClient,
  request: ResourceRequest,
  { status, reason, bearerAlone = false }: ExpectedRefusal,
): Promise<AuthError> {
  const result = await api.authenticate(request);
  if (result.ok) throw new Error(`The request passed; expected was ${status} ${reason}.`);
  const { error, response } = result;
  const message = REASONS[reason];
  const withoutCode = reason === 'unsupported_scheme' || reason === 'missing_authorization';
  const code = withoutCode ? 'unauthorized' : CODES[status];
  expect({ reason: error.reason, status: error.statusCode, message: error.message }).toEqual({
    reason,
    status,
    message,
  });
  expect(response.status).toBe(status);
  const others = bearerAlone ? '' : ', DPoP algs="ES256"';
  expect(response.headers['www-authenticate']).toBe(
    challengeFor(status, withoutCode, message)?.concat(others),
  );
  expect(response.headers['cache-control']).toBe('no-store');
  expect(response.body).toBe(JSON.stringify({ error: code, error_description: message }));
  return error;
}

function challengeFor(status: number, withoutCode: boolean, message: string): string | undefined {
  if (status === 503) return undefined;
  if (withoutCode) return 'Bearer realm="api"';
  return `Bearer realm="api", error="${CODES[status]}", error_description="${message}"`;
}

/** Sends a token that has to pass. */
export async function expectAccepted(api: ApiClient, token: string): Promise<void> {
  const result = await api.authenticate(withToken(token));
  expect(result.ok ? 'accepted' : result.error.reason).toBe('accepted');
}

/** A network on which these issuers are the only hosts. */
export interface Network {
  readonly fetch: typeof fetch;
  /** Every URL that was asked for, unknown hosts included. */
  readonly urls: readonly string[];
}

export function createNetwork(...issuers: readonly TestIssuer[]): Network {
  const urls: string[] = [];
  return {
    urls,
    fetch: async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      urls.push(url);
      const host = issuers.find(({ issuer }) => new URL(issuer).origin === new URL(url).origin);
      if (host === undefined) throw new TypeError('fetch failed');
      return host.fetch(input, init);
    },
  };
}

/** A promise and the functions that settle it. */
export interface Gate {
  readonly opened: Promise<void>;
  readonly open: () => void;
}

export function createGate(): Gate {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Lets everything run that is not waiting for a timer or a gate. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
