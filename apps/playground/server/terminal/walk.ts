import { apiCommand, tokenCommand } from './curl.ts';

/** Where the servers are: origins. */
export interface Places {
  /** The web page. */
  readonly page: string;
  readonly issuer: string;
  /** The messages API on Express. */
  readonly api: string;
  readonly koa: string;
  readonly hono: string;
  readonly trpc: string;
  readonly archive: string;
}

/** One command to paste into bash or zsh. It prints a whole HTTP answer. */
export interface Step {
  readonly id: string;
  /** What the command does. */
  readonly sentence: string;
  readonly command: string;
  /** The status that it gets. */
  readonly status: number;
}

/** The walk through the API with Bearer tokens, in order: later commands use the variables of earlier ones. */
export function walk({ issuer, api }: Places): readonly Step[] {
  const url = `${api}/messages`;
  return [
    {
      id: 'get-token',
      sentence: 'Get a token that may read and write',
      command: tokenCommand({ issuer, variable: 'TOKEN', scope: 'read:messages write:messages' }),
      status: 200,
    },
    {
      id: 'read',
      sentence: 'Read the messages with it',
      command: apiCommand({ url, authorization: 'Bearer $TOKEN' }),
      status: 200,
    },
    {
      id: 'write',
      sentence: 'Write one',
      command: apiCommand({ url, authorization: 'Bearer $TOKEN', text: 'Hello' }),
      status: 201,
    },
    {
      id: 'no-token',
      sentence: 'Read without a token',
      command: apiCommand({ url }),
      status: 401,
    },
    {
      id: 'tampered-token',
      sentence: 'Read with a token of which one character in the signature was changed',
      command: `${TAMPER}\n${apiCommand({ url, authorization: 'Bearer $TAMPERED' })}`,
      status: 401,
    },
    {
      id: 'get-read-token',
      sentence: 'Get a token that may only read',
      command: tokenCommand({ issuer, variable: 'READ_TOKEN', scope: 'read:messages' }),
      status: 200,
    },
    {
      id: 'no-scope',
      sentence: 'Write with it',
      command: apiCommand({ url, authorization: 'Bearer $READ_TOKEN', text: 'Hello again' }),
      status: 403,
    },
  ];
}

/** Asks the API who the token speaks for; for the user's token, after signing in. */
export function whoAmI({ api }: Places): Step {
  return {
    id: 'who-am-i',
    sentence: 'Ask the API who that is',
    command: apiCommand({ url: `${api}/whoami`, authorization: 'Bearer $TOKEN' }),
    status: 200,
  };
}

// The 100th character from the end becomes A, or B where it was A: all of its bits are signature
// bits, which is not so for the last character. Two -e, because BSD's sed reads labels to the line's end.
const TAMPER = `TAMPERED=$(printf '%s' "$TOKEN" |
  sed -e 's/[^A]\\(.\\{99\\}\\)$/A\\1/' -e t -e 's/A\\(.\\{99\\}\\)$/B\\1/')`;
