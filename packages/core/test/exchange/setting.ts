import type { TestIssuer, TestIssuerOptions } from '@holdfast/auth-testing';
import { createTestIssuer } from '@holdfast/auth-testing';
import type { ApiClientOptions } from '../../src/index.ts';
import { ApiClient } from '../../src/index.ts';
import type { Clock } from '../protected-api.ts';
import { AUDIENCE, createClock } from '../protected-api.ts';
import type { SentRequest } from './sent-request.ts';
import { readSent } from './sent-request.ts';

/** A client that is set up for exchanges. */
export const CLIENT = { clientId: 'api-client', clientSecret: 'Hush-hush-9' } as const;

/** A subject token that says nothing of its expiry. */
export const SUBJECT = 'an-opaque.subject-token_0123456789';

/** Makes the answer of the token endpoint. */
export type TokenResponder = (sent: SentRequest) => Response | Promise<Response>;

/** An issuer with a token endpoint, a client of it, and the clock of both. */
export interface ExchangeSetting {
  readonly clock: Clock;
  readonly issuer: TestIssuer;
  readonly api: ApiClient;
  /** What came to the token endpoint, oldest first. */
  readonly sent: readonly SentRequest[];
}

/** Options of the client; undefined takes one of those that are set here away. */
export interface ExchangeSettingOptions {
  readonly server?: TestIssuerOptions;
  readonly client?: Readonly<Record<string, unknown>>;
  readonly answer?: TokenResponder;
}

let exchanged = 0;

/** What a token endpoint answers when all is well; each token is another one. */
export function goodAnswer(members: object = {}): Response {
  exchanged += 1;
  const token = { access_token: `exchanged-${exchanged}`, token_type: 'Bearer', expires_in: 3600 };
  return Response.json({ ...token, ...members });
}

/** Sets up an issuer and a client that has asked it for nothing yet. */
export async function createExchange(
  options: ExchangeSettingOptions = {},
): Promise<ExchangeSetting> {
  const { server, client, answer = () => goodAnswer() } = options;
  const clock = createClock();
  const issuer = await createTestIssuer({ algorithm: 'ES256', now: clock.now, ...server });
  const sent: SentRequest[] = [];
  issuer.respond(issuer.metadata.token_endpoint, async (request) => {
    const read = await readSent(request);
    sent.push(read);
    return answer(read);
  });
  const api = new ApiClient({
    issuer: issuer.issuer,
    audience: AUDIENCE,
    fetch: issuer.fetch,
    now: clock.now,
    ...CLIENT,
    ...client,
  } as ApiClientOptions);
  return { clock, issuer, api, sent };
}

/** One call of each exchange, with no more arguments than it needs. */
export const EXCHANGES: readonly {
  readonly method: keyof ApiClient;
  readonly call: (api: ApiClient, subjectToken?: string) => Promise<{ accessToken: string }>;
}[] = [
  {
    method: 'getAccessTokenForConnection',
    call: (api, accessToken = SUBJECT) =>
      api.getAccessTokenForConnection({ connection: 'google-oauth2', accessToken }),
  },
  {
    method: 'getTokenByExchangeProfile',
    call: (api, subjectToken = SUBJECT) =>
      api.getTokenByExchangeProfile(subjectToken, { subjectTokenType: 'urn:example:legacy' }),
  },
  {
    method: 'getTokenOnBehalfOf',
    call: (api, accessToken = SUBJECT) =>
      api.getTokenOnBehalfOf(accessToken, { audience: 'https://downstream.test' }),
  },
];

/** Waits for what must fail, and gives the error. */
export async function errorOf(work: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  try {
    await work;
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error('The exchange succeeded.');
}
