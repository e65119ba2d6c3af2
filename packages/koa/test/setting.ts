import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { serveOnNode } from '@holdfast/auth-conformance';
import { createTestIssuer } from '@holdfast/auth-testing';
import type Koa from 'koa';
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

/** A request: what differs from a GET of `/` without header fields. */
export interface SentRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer. */
export interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request with this access token. */
export function bearer(token: string, sent: SentRequest = {}): SentRequest {
  return { ...sent, headers: { authorization: `Bearer ${token}`, ...sent.headers } };
}

/** What a browser asks before a request of another origin. */
export const PREFLIGHT: SentRequest = {
  method: 'OPTIONS',
  headers: { origin: 'https://app.example', 'access-control-request-method': 'PUT' },
};

/** An app, whatever its types. */
interface App {
  readonly callback: () => Parameters<typeof serveOnNode>[0];
}

/** Serves an app for one request. */
export async function ask(app: App, sent: SentRequest = {}): Promise<Answer> {
  const { port, close } = await serveOnNode(app.callback());
  const headers = { connection: 'close', ...sent.headers };
  try {
    return await new Promise((resolve, reject) => {
      const call = request({ host: '127.0.0.1', port, ...sent, headers }, (answer) => {
        const { statusCode: status, headers } = answer;
        text(answer).then((body) => resolve({ status, headers, body }), reject);
      });
      call.on('error', reject).end();
    });
  } finally {
    await close();
  }
}

/** Records the errors that reach Koa. */
export function recordErrors(app: Koa): readonly unknown[] {
  const errors: unknown[] = [];
  app.on('error', (error) => errors.push(error));
  return errors;
}
