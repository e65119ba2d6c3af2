import { MACHINE, MESSAGES_API, RESOURCE } from '../parties.ts';

/** A request for a token (RFC 6749 section 4.4). */
export interface TokenRequest {
  readonly issuer: string;
  /** The variable of the shell that gets the token. */
  readonly variable: string;
  readonly scope: string;
  /** The proof, as shell: it binds the token to the proof's key (RFC 9449 section 5). */
  readonly proof?: string | undefined;
}

/** A request of the messages API to exchange a token (RFC 8693 section 2.1). */
export interface ExchangeRequest {
  readonly issuer: string;
  /** The variable of the shell that gets the token. */
  readonly variable: string;
  /** The form fields, as shell: a variable in them is replaced. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A call of the API. */
export interface ApiCall {
  readonly url: string;
  /** The value of the `Authorization` field, as shell. */
  readonly authorization?: string | undefined;
  /** The value of the `DPoP` field, as shell. */
  readonly proof?: string | undefined;
  /** The value of the `Legacy-Session` field. */
  readonly session?: string | undefined;
  /** The text of a message to post. */
  readonly text?: string | undefined;
}

/** Writes the commands that get a token, keep it in a variable and print the whole answer. */
export function tokenCommand({ issuer, variable, scope, proof }: TokenRequest): string {
  const field = proof === undefined ? '' : `  -H "DPoP: ${proof}" \\\n`;
  return kept(
    variable,
    `curl -sSi -u ${MACHINE.id}:${MACHINE.secret} ${issuer}/token \\
${field}  -d grant_type=client_credentials -d resource=${RESOURCE} \\
  --data-urlencode 'scope=${scope}'`,
  );
}

/** Writes the commands that exchange a token as the messages API does, keep the new one in a variable and print the whole answer. */
export function exchangeCommand({ issuer, variable, fields }: ExchangeRequest): string {
  const { id, secret } = MESSAGES_API;
  const form = Object.entries(fields).map(([name, value]) => `-d "${name}=${value}"`);
  return kept(variable, [`curl -sSi -u ${id}:${secret} ${issuer}/token`, ...form].join(' \\\n  '));
}

function kept(variable: string, command: string): string {
  return `ANSWER=$(${command})
${variable}=$(printf '%s' "$ANSWER" | sed -n 's/.*"access_token":"\\([^"]*\\)".*/\\1/p')
printf '%s\\n' "$ANSWER"`;
}

/** Writes the command that calls the API and prints the whole answer. */
export function apiCommand({ url, authorization, proof, session, text }: ApiCall): string {
  const parts = [`curl -sSi -w '\\n' ${url}`];
  if (authorization !== undefined) parts.push(`-H "Authorization: ${authorization}"`);
  if (proof !== undefined) parts.push(`-H "DPoP: ${proof}"`);
  if (session !== undefined) parts.push(`-H 'Legacy-Session: ${session}'`);
  if (text !== undefined) {
    parts.push(`-H 'Content-Type: application/json' -d '${JSON.stringify({ text })}'`);
  }
  return parts.join(' \\\n  ');
}
