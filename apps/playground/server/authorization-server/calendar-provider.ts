import { randomUUID } from 'node:crypto';
import cors from 'cors';
import type { Request, Response } from 'express';
import { Router } from 'express';
import { isLoopbackOrigin } from '../loopback.ts';
import { TEST_USER } from '../parties.ts';
import { lifetimeUntil } from './token-lifetime.ts';

/** A token of the calendar: opaque, and of no use at anything of Holdfast's. */
export interface CalendarToken {
  readonly value: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly scope: string;
}

/** Whom a token of the calendar is for. */
export interface CalendarTokenRequest {
  readonly user: string;
  /** One of the user's accounts; the first where it is not said. */
  readonly account?: string | undefined;
  /** When the token must have run out, in seconds since the epoch. */
  readonly until: number;
}

/** A simulated company with an API of its own, at which users have accounts. */
export interface CalendarProvider {
  /**
   * Makes a token for an account of the user.
   *
   * @returns undefined where there is no such account
   */
  issueToken(request: CalendarTokenRequest): CalendarToken | undefined;
  /** Its API: `GET /calendar/events` answers the events of the account that the bearer token is for. */
  readonly api: Router;
}

interface Account {
  readonly account: string;
  readonly events: readonly string[];
}

const ACCOUNTS: ReadonlyMap<string, readonly Account[]> = new Map([
  [
    TEST_USER,
    [
      { account: 'alice@work.example', events: ['Planning'] },
      { account: 'alice@home.example', events: ['Dinner', 'Cinema'] },
    ],
  ],
]);

/** Seconds for which its tokens are good at most. */
const LIFETIME = 300;

/** Opens it, with no token issued. */
export function createCalendarProvider(): CalendarProvider {
  const tokens = new Map<string, { readonly found: Account; readonly expiresAt: number }>();
  const accountOf = (token: string): Account | undefined => {
    const { found, expiresAt = 0 } = tokens.get(token) ?? {};
    return Date.now() < expiresAt ? found : undefined;
  };
  const allowed = cors({
    origin: (origin, answer) => answer(null, isLoopbackOrigin(origin ?? '')),
    exposedHeaders: 'WWW-Authenticate',
  });
  const api = Router()
    .use('/calendar', allowed)
    .get('/calendar/events', (request, response) => answerEvents(request, response, accountOf));
  return {
    issueToken({ user, account, until }) {
      const accounts = ACCOUNTS.get(user) ?? [];
      const found = accounts.find((entry) => account === undefined || entry.account === account);
      if (found === undefined) return undefined;
      const value = randomUUID();
      const expiresIn = lifetimeUntil(until, LIFETIME);
      tokens.set(value, { found, expiresAt: Date.now() + expiresIn * 1000 });
      return { value, expiresIn, scope: 'events.read' };
    },
    api,
  };
}

function answerEvents(
  request: Request,
  response: Response,
  accountOf: (token: string) => Account | undefined,
): void {
  const [, token] = /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '') ?? [];
  const account = token === undefined ? undefined : accountOf(token);
  if (account !== undefined) {
    response.json(account);
    return;
  }
  // RFC 6750 section 3.1: no error code for a request that did not bring a token this way.
  const error = token === undefined ? 'unauthorized' : 'invalid_token';
  const challenge = token === undefined ? 'Bearer' : 'Bearer error="invalid_token"';
  response.status(401).set('www-authenticate', challenge).json({ error });
}
