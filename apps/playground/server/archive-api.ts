import type { ApiClient } from '@holdfast/auth-core';
import { getDelegationChain } from '@holdfast/auth-core';
import { auth, getAuth, requiredScopes } from '@holdfast/auth-express';
import type { Express } from 'express';
import express from 'express';

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
    log(['The archive was read for', subject, ...actors.map((actor) => `by ${actor}`)].join(' '));
    response.json({ records: ['The first message'], subject, client: caller?.clientId, actors });
  });

  return app;
}
