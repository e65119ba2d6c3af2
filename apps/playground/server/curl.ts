import { MACHINE, RESOURCE } from './parties.ts';

/** A request for a token (RFC 6749 section 4.4). */
export interface TokenRequest {
  readonly issuer: string;
  /** The variable of the shell that gets the token. */
  readonly variable: string;
  readonly scope: string;
  /** The proof, as shell: it binds the token to the proof's key (RFC 9449 section 5). */
  readonly proof?: string | undefined;
}

/** A call of the API. */
export interface ApiCall {
  readonly url: string;
  /** The value of the `Authorization` field, as shell. */
  readonly authorization?: string | undefined;
  /** The value of the `DPoP` field, as shell. */
  readonly proof?: string | undefined;
  /** The text of a message to post. */
  readonly text?: string | undefined;
}

/** Writes the commands that get a token, keep it in a variable and print the whole answer. */
export function tokenCommand({ issuer, variable, scope, proof }: TokenRequest): string {
  const field = proof === undefined ? '' : `  -H "DPoP: ${proof}" \\\n`;
  return `ANSWER=$(curl -sSi -u ${MACHINE.id}:${MACHINE.secret} ${issuer}/token \\
${field}  -d grant_type=client_credentials -d resource=${RESOURCE} \\
  --data-urlencode 'scope=${scope}')
${variable}=$(printf '%s' "$ANSWER" | sed -n 's/.*"access_token":"\\([^"]*\\)".*/\\1/p')
printf '%s\\n' "$ANSWER"`;
}

/** Writes the command that calls the API and prints the whole answer. */
export function apiCommand({ url, authorization, proof, text }: ApiCall): string {
  const parts = [`curl -sSi -w '\\n' ${url}`];
  if (authorization !== undefined) parts.push(`-H "Authorization: ${authorization}"`);
  if (proof !== undefined) parts.push(`-H "DPoP: ${proof}"`);
  if (text !== undefined) {
    parts.push(`-H 'Content-Type: application/json' -d '${JSON.stringify({ text })}'`);
  }
  return parts.join(' \\\n  ');
}
