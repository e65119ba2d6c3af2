import { createTestIssuer } from '@holdfast/auth-testing';
import type { Hono } from 'hono';
import { expect, vi } from 'vitest';
import type { ApiClientOptions } from '../src/index.ts';
import { ApiClient } from '../src/index.ts';

/** The issuer of these tests. */
export const issuer: Awaited<ReturnType<typeof createTestIssuer>> = await createTestIssuer({
  algorithm: 'ES256',
});

/** The options of a client that needs no network, so that every request finds warm keys. */
export const OPTIONS: {
  readonly issuer: { readonly issuer: string; readonly jwks: typeof issuer.jwks };
  readonly audience: string;
} = {
  issuer: { issuer: issuer.issuer, jwks: issuer.jwks },
  audience: 'https://api.test',
};

/** Makes a client with the options above and these. */
export function createApi(
  options: Omit<ApiClientOptions, 'issuer' | 'issuers' | 'domain' | 'audience'> = {},
): ApiClient {
  return new ApiClient({ ...OPTIONS, ...options } as ApiClientOptions);
}

/** What a request with this access token is made from. */
export function bearer(token: string, fields: Record<string, string> = {}): RequestInit {
  return { headers: { authorization: `Bearer ${token}`, ...fields } };
}

/** What a browser asks before a request of another origin. */
export const PREFLIGHT: RequestInit = {
  method: 'OPTIONS',
  headers: { origin: 'https://app.example', 'access-control-request-method': 'PUT' },
};

/** An app, whatever its types. */
interface App {
  readonly request: (url: string, init?: RequestInit) => Response | Promise<Response>;
}

/** Gives status and text of an app's answer. */
export async function ask(app: App, path: string, init?: RequestInit): Promise<[number, string]> {
  const answer = await app.request(`https://api.test${path}`, init);
  return [answer.status, await answer.text()];
}

/** Makes a function that records the errors that reach `app.onError`, which answers 500. */
export function recordErrors(app: Hono): readonly unknown[] {
  const errors: unknown[] = [];
  app.onError((error, c) => {
    errors.push(error);
    return c.text('recorded', 500);
  });
  return errors;
}

/** Runs something that Hono logs, and says how often it did. */
export async function silently<T>(logs: number, run: () => Promise<T>): Promise<T> {
  const log = vi.spyOn(console, 'error').mockReturnValue();
  try {
    return await run();
  } finally {
    expect(log).toHaveBeenCalledTimes(logs);
    log.mockRestore();
  }
}
