import type { ApiClient, AuthenticationRequirement, AuthInfo } from '@holdfast/auth-core';
import { ApiError, ExchangeError } from '@holdfast/auth-core';
import type { MessagesClients } from '../api-clients.ts';
import { ARCHIVE, CALENDAR, LEGACY_SESSION, SECOND_FACTOR } from '../parties.ts';

/** An answer of the messages API, for a framework to send: the body as JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** What the messages API calls in the name of its callers. */
export interface Neighbours {
  /** The archive's records: a URL. */
  readonly records: string;
  /** The events of the other company's calendar: a URL. */
  readonly events: string;
}

/** How many messages are kept. */
export const MOST_MESSAGES = 100;

/** What it takes to see a salary: a second factor, within the last five minutes. */
export const STEP_UP: AuthenticationRequirement = { acrValues: [SECOND_FACTOR], maxAge: 300 };

/** What the messages API does, whichever framework serves it. The frameworks' files have the routes and the guards. */
export class MessagesService {
  /** Verifies and exchanges the callers' tokens. */
  readonly client: ApiClient;
  /** Stands before the vault. */
  readonly strict: ApiClient;
  readonly #neighbours: Neighbours;
  readonly #messages = [{ text: 'Welcome to the playground.', from: 'playground' }];

  constructor({ client, strict }: MessagesClients, neighbours: Neighbours) {
    this.client = client;
    this.strict = strict;
    this.#neighbours = neighbours;
  }

  health(): Answer {
    return { status: 200, body: { status: 'ok' } };
  }

  list(): Answer {
    return { status: 200, body: { messages: this.#messages } };
  }

  write(auth: AuthInfo, body: unknown): Answer {
    const { text } = Object(body) as { text?: unknown };
    if (typeof text !== 'string') {
      return { status: 400, body: { error: 'The body must be {"text": "..."} in JSON.' } };
    }
    const message = { text, from: String(auth.claims['sub']) };
    this.#messages.push(message);
    this.#messages.splice(0, this.#messages.length - MOST_MESSAGES);
    return { status: 201, body: message };
  }

  whoAmI({ claims, clientId, scopes, issuer, scheme, proof }: AuthInfo): Answer {
    const key = proof?.jkt;
    const subject = claims['sub'];
    return { status: 200, body: { subject, client: clientId, scopes, issuer, scheme, key } };
  }

  vault(): Answer {
    return { status: 200, body: { vault: ['The key to the city'] } };
  }

  salary({ claims }: AuthInfo): Answer {
    return { status: 200, body: { subject: claims['sub'], salary: 4200, currency: 'EUR' } };
  }

  /** Calls the archive on behalf of the caller. */
  async archive({ token }: AuthInfo): Promise<Answer> {
    return this.#call(this.#neighbours.records, () =>
      this.client.getTokenOnBehalfOf(token, { audience: ARCHIVE, scope: 'read:archive' }),
    );
  }

  /** Calls the archive for somebody who has a session of the system from before OAuth, and no token. */
  async archiveForSession(session = ''): Promise<Answer> {
    return this.#call(this.#neighbours.records, () =>
      this.client.getTokenByExchangeProfile(session, {
        subjectTokenType: LEGACY_SESSION,
        audience: ARCHIVE,
        scope: 'read:archive',
      }),
    );
  }

  /** Calls the calendar of another company with a token of an account that the caller has there. */
  async calendar({ token: accessToken }: AuthInfo, loginHint?: string): Promise<Answer> {
    return this.#call(this.#neighbours.events, () =>
      this.client.getAccessTokenForConnection({ connection: CALENDAR, accessToken, loginHint }),
    );
  }

  async #call(
    url: string,
    exchange: () => Promise<{ readonly accessToken: string }>,
  ): Promise<Answer> {
    try {
      const { accessToken } = await exchange();
      return await askNeighbour(url, accessToken);
    } catch (error) {
      if (!(error instanceof ExchangeError)) throw error;
      return { status: statusOf(error), body: { error: error.code } };
    }
  }
}

async function askNeighbour(url: string, accessToken: string): Promise<Answer> {
  try {
    const response = await fetch(url, { headers: { authorization: `Bearer ${accessToken}` } });
    return { status: response.status, body: await response.json() };
  } catch {
    return { status: 502, body: { error: 'no_json_answer' } };
  }
}

// What the caller may not have.
const REFUSALS: readonly string[] = ['invalid_request', 'invalid_grant', 'invalid_scope'];

// What the caller gave was refused, or the exchange failed for reasons that are not his.
function statusOf(error: ExchangeError): number {
  const { code, statusCode } = error;
  if (!(error instanceof ApiError)) return statusCode;
  if (REFUSALS.includes(code)) return 403;
  return Math.max(502, statusCode);
}
