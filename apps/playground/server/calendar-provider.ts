import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { TEST_USER } from './parties.ts';

/** A token of the calendar: opaque, and of no use at anything of Holdfast's. */
export interface CalendarToken {
  readonly value: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly scope: string;
}

/** A simulated company with an API of its own, at which users have accounts. */
export interface CalendarProvider {
  /**
   * Makes a token for an account of the user.
   *
   * @param account which one; the first where it is not said
   * @returns undefined where there is no such account
   */
  issueToken(user: string, account?: string): CalendarToken | undefined;
  /** Its API: answers the events of the account that the bearer token is for. */
  readonly events: RequestHandler;
}

const ACCOUNTS: Readonly<Record<string, readonly { account: string; events: string[] }[]>> = {
  [TEST_USER]: [
    { account: 'alice@work.example', events: ['Planning'] },
    { account: 'alice@home.example', events: ['Dinner', 'Cinema'] },
  ],
};

/** Opens it, with no token issued. */
export function createCalendarProvider(): CalendarProvider {
  const tokens = new Map<string, object>();
  return {
    issueToken(user, account) {
      const accounts = ACCOUNTS[user] ?? [];
      const found = accounts.find((entry) => account === undefined || entry.account === account);
      if (found === undefined) return undefined;
      const value = randomUUID();
      tokens.set(value, found);
      return { value, expiresIn: 300, scope: 'events.read' };
    },
    events(request, response) {
      const found = tokens.get(request.get('authorization')?.replace(/^Bearer /, '') ?? '');
      if (found === undefined) response.status(401).json({ error: 'invalid_token' });
      else response.json(found);
    },
  };
}
