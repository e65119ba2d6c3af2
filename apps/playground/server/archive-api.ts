import type { ApiClient } from '@holdfast/auth-core';
import { getDelegationChain } from '@holdfast/auth-core';
import { auth, getAuth, requiredScopes } from '@holdfast/auth-express';
import type { Express } from 'express';
import express from 'express';
import { answerError } from './answer-error.ts';

/**
 * The API that the messages API calls on behalf of its callers. It knows for whom a request is, and
 * who acts for them, the last one first.
 *
 * @param log gets a line for each request
 */
export function archiveApi(client: ApiClient, log: (line: string) => void): Express {
  const app = express().disable('x-powered-by');
  app.use(auth(client));

  app.get('/records', requiredScopes('read:archive'), (request, response) => {
    const caller = getAuth(request);
    const actors = getDelegationChain(caller?.claims);
    const subject = caller?.claims['sub'];
    const by = actors.map((actor) => `by ${printable(actor)}`);
    log(['The archive was read for', printable(subject), ...by].join(' '));
    response.json({ records: ['The first message'], subject, client: caller?.clientId, actors });
  });

  app.use(answerError);
  return app;
}

// Whoever chose a name could write to the terminal whatever it obeys, or what looks like another line.
function printable(name: unknown): string {
  const escaped = (character: string): string =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return String(JSON.stringify(name)).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped);
}
