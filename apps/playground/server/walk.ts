import { MACHINE, RESOURCE } from './parties.ts';

/** Where the two servers are: origins. */
export interface Places {
  readonly issuer: string;
  readonly api: string;
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

/** The walk through the API, in order: later commands use the variables of earlier ones. */
export function walk({ issuer, api }: Places): readonly Step[] {
  return [
    {
      id: 'get-token',
      sentence: 'Get a token that may read and write',
      command: tokenCommand(issuer, 'TOKEN', 'read:messages write:messages'),
      status: 200,
    },
    {
      id: 'read',
      sentence: 'Read the messages with it',
      command: apiCommand(`${api}/messages`, 'TOKEN'),
      status: 200,
    },
    {
      id: 'write',
      sentence: 'Write one',
      command: apiCommand(`${api}/messages`, 'TOKEN', 'Hello'),
      status: 201,
    },
    {
      id: 'no-token',
      sentence: 'Read without a token',
      command: apiCommand(`${api}/messages`),
      status: 401,
    },
    {
      id: 'tampered-token',
      sentence: 'Read with a token of which one character in the signature was changed',
      command: `${TAMPER}\n${apiCommand(`${api}/messages`, 'TAMPERED')}`,
      status: 401,
    },
    {
      id: 'get-read-token',
      sentence: 'Get a token that may only read',
      command: tokenCommand(issuer, 'READ_TOKEN', 'read:messages'),
      status: 200,
    },
    {
      id: 'no-scope',
      sentence: 'Write with it',
      command: apiCommand(`${api}/messages`, 'READ_TOKEN', 'Hello again'),
      status: 403,
    },
  ];
}

/** Asks the API who the token speaks for; for the user's token, after signing in. */
export function whoAmI({ api }: Places): Step {
  return {
    id: 'who-am-i',
    sentence: 'Ask the API who that is',
    command: apiCommand(`${api}/whoami`, 'TOKEN'),
    status: 200,
  };
}

// The 100th character from the end becomes A, or B where it was A: all of its bits are signature
// bits, which is not so for the last character. Two -e, because BSD's sed reads labels to the line's end.
const TAMPER = `TAMPERED=$(printf '%s' "$TOKEN" |
  sed -e 's/[^A]\\(.\\{99\\}\\)$/A\\1/' -e t -e 's/A\\(.\\{99\\}\\)$/B\\1/')`;

function tokenCommand(issuer: string, variable: string, scope: string): string {
  return `ANSWER=$(curl -sSi -u ${MACHINE.id}:${MACHINE.secret} ${issuer}/token \\
  -d grant_type=client_credentials -d resource=${RESOURCE} \\
  --data-urlencode 'scope=${scope}')
${variable}=$(printf '%s' "$ANSWER" | sed -n 's/.*"access_token":"\\([^"]*\\)".*/\\1/p')
printf '%s\\n' "$ANSWER"`;
}

function apiCommand(url: string, variable?: string, text?: string): string {
  const parts = [`curl -sSi -w '\\n' ${url}`];
  if (variable !== undefined) parts.push(`-H "Authorization: Bearer $${variable}"`);
  if (text !== undefined)
    parts.push(`-H 'Content-Type: application/json' -d '${JSON.stringify({ text })}'`);
  return parts.join(' \\\n  ');
}
