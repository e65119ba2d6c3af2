import { createTestIssuer } from '@holdfast/auth-testing';
import type { Express, NextFunction, Request, Response } from 'express';
import type { MockInstance } from 'vitest';
import { vi } from 'vitest';
import type { ApiClientOptions } from '../src/index.ts';
import { ApiClient, isAuthError } from '../src/index.ts';
import type { SentRequest } from './server.ts';

/** The audience of every token that the issuer mints without another one. */
export const AUDIENCE = 'https://api.test';

/** The issuer of these tests. */
export const issuer: Awaited<ReturnType<typeof createTestIssuer>> = await createTestIssuer({
  algorithm: 'ES256',
});

/** The options of a client that needs no network, so that every request finds warm keys. */
export const OPTIONS: Pick<ApiClientOptions, 'audience'> & {
  readonly issuer: { readonly issuer: string; readonly jwks: typeof issuer.jwks };
} = {
  issuer: { issuer: issuer.issuer, jwks: issuer.jwks },
  audience: AUDIENCE,
};

/** Makes a client with the options above and these. */
export function createApi(
  options: Omit<ApiClientOptions, 'issuer' | 'issuers' | 'domain' | 'audience'> = {},
): ApiClient {
  return new ApiClient({ ...OPTIONS, ...options } as ApiClientOptions);
}

/** A request with this access token. */
export function bearer(token: string, request: SentRequest = {}): SentRequest {
  return {
    ...request,
    fields: [['Authorization', `Bearer ${token}`], ...(request.fields ?? [])],
  };
}

/** What reached the end of an app. */
export interface ErrorLog {
  readonly errors: unknown[];
  /** Fulfilled when the first error has come. */
  readonly arrived: Promise<void>;
}

/**
 * Puts the last error handler onto an app: it records what it gets and answers 500, or the refusal's
 * own status and reason, so that a test can tell what came.
 */
export function recordErrors(app: Express): ErrorLog {
  const errors: unknown[] = [];
  const arrival = createGate();
  app.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
    errors.push(error);
    arrival.open();
    if (res.headersSent) return void res.end();
    res.status(isAuthError(error) ? error.statusCode : 500);
    res.end(isAuthError(error) ? error.reason : 'recorded');
  });
  return { errors, arrived: arrival.opened };
}

/** A promise and the function that settles it. */
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

/** Lets everything run that is not waiting for a timer, a socket or a gate. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Collects unhandled rejections until `stop()`, which gives them. */
export function watchRejections(): { readonly stop: () => Promise<readonly unknown[]> } {
  const found: unknown[] = [];
  const note = (reason: unknown): void => void found.push(reason);
  process.on('unhandledRejection', note);
  return {
    stop: async () => {
      await settle();
      process.off('unhandledRejection', note);
      return found;
    },
  };
}

/** Keeps Express from writing what reached its own answer to the log. */
export function silenceLog(): MockInstance<typeof console.error> {
  return vi.spyOn(console, 'error').mockReturnValue();
}
