import { ConfigurationError } from '../refusal/errors.ts';
import { readText } from '../request/read-text.ts';
import { OutOfTimeError, withinSignal } from '../request/within.ts';
import type { AuthenticateClient } from './client-authentication.ts';
import type { TokenEndpointErrorCause } from './exchange-errors.ts';
import { ApiError } from './exchange-errors.ts';
import type { ExchangeForm } from './exchange-form.ts';
import { redact } from './redact.ts';
import type { TokenAnswer } from './token-answer.ts';
import { invalid, readTokenAnswer } from './token-answer.ts';

/** Where exchanges are asked for, and by whom. */
export interface TokenEndpoint {
  readonly issuer: string;
  /** The URL. */
  readonly url: string;
  readonly authenticate: AuthenticateClient;
}

/** How requests are sent. */
export interface Sending {
  readonly fetch: typeof fetch;
  /** Seconds for the whole exchange, the body included. */
  readonly timeout: number;
}

interface RawAnswer {
  readonly status: number;
  readonly isJson: boolean;
  /** Undefined where it is too large. */
  readonly body: string | undefined;
}

/**
 * Sends one request to the token endpoint (RFC 6749 section 3.2) and reads the answer.
 *
 * @throws {ApiError} as its docstring says
 */
export async function requestToken(
  endpoint: TokenEndpoint,
  form: ExchangeForm,
  sending: Sending,
): Promise<TokenAnswer> {
  // What authenticates the client is added on the way.
  const secrets = [...form.secrets];
  const { status, isJson, body } = await send(endpoint, { ...form, secrets }, sending);
  if (body === undefined) throw invalid('more than 1 MiB');
  if (status === 200) return readTokenAnswer(body);
  if (status < 400) throw invalid(`the status ${status}`);
  const cause = serverError(status, isJson ? body : '', secrets);
  if (cause === undefined) {
    const message = `The token endpoint answered with the status ${status}.`;
    throw new ApiError(message, form.fallback, status);
  }
  const message = cause.error_description || `The token endpoint refused: ${cause.error}.`;
  throw new ApiError(message, cause.error, status, cause);
}

type Form = ExchangeForm & { readonly secrets: string[] };

async function send(
  endpoint: TokenEndpoint,
  form: Form,
  { fetch, timeout }: Sending,
): Promise<RawAnswer> {
  try {
    return await withinSignal(timeout, (signal) =>
      post(endpoint, form, (url, init) => fetch(url, { ...init, signal })),
    );
  } catch (cause) {
    if (cause instanceof ConfigurationError) throw cause;
    if (cause instanceof OutOfTimeError) throw new ApiError(cause.message, 'timeout_error', 504);
    const shown = harmless(cause, form.secrets);
    throw new ApiError('The token endpoint cannot be reached.', 'network_error', 502, shown);
  }
}

async function post(
  { issuer, url, authenticate }: TokenEndpoint,
  form: Form,
  send: (url: string, init: RequestInit) => Promise<Response>,
): Promise<RawAnswer> {
  const { headers, fields, secrets = [] } = await authenticate(issuer);
  form.secrets.push(...secrets);
  const body = new URLSearchParams([...form.fields]);
  for (const [name, value] of Object.entries({ grant_type: form.grantType, ...fields })) {
    body.set(name, value);
  }
  const response = await send(url, {
    method: 'POST',
    headers: {
      ...headers,
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    },
    body,
    redirect: 'manual',
  });
  // A redirect that an injected fetch followed would have carried the credentials elsewhere.
  const status = response.redirected || response.type === 'opaqueredirect' ? 302 : response.status;
  const isJson = /\bjson\b/i.test(response.headers.get('content-type') ?? '');
  return { status, isJson, body: await readText(response) };
}

// RFC 6749 section 5.2: what an error code may be made of.
const ERROR_CODE = /^[\x20-\x21\x23-\x5b\x5d-\x7e]{1,100}$/;

function serverError(
  statusCode: number,
  body: string,
  secrets: readonly string[],
): TokenEndpointErrorCause | undefined {
  const { error, error_description: description } = parsed(body);
  if (typeof error !== 'string' || !ERROR_CODE.test(error) || redact(error, secrets) !== error) {
    return undefined;
  }
  return {
    error,
    ...(typeof description === 'string' && { error_description: redact(description, secrets) }),
    statusCode,
  };
}

function parsed(body: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(body)) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

// An injected fetch may put the whole request into its errors: only words are kept, without secrets.
function harmless(cause: unknown, secrets: readonly string[]): Error {
  try {
    const { message, code, cause: inner } = Object(cause) as Readonly<Record<string, unknown>>;
    const { code: innerCode } = Object(inner) as Readonly<Record<string, unknown>>;
    const words = [message, code, innerCode].filter(
      (part) => typeof part === 'string' && part !== '',
    );
    return new Error(redact(words.join(', '), secrets));
  } catch {
    // A getter of its own threw, with whatever in it.
    return new Error('');
  }
}
