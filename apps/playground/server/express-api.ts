import type { ApiClient } from '@holdfast/auth-core';
import { auth, getAuth, requiredScopes } from '@holdfast/auth-express';
import type { Express, RequestHandler } from 'express';
import express from 'express';

/** An API with messages that belong to nobody: two routes need a scope, one a token, one nothing. */
export function expressApi(client: ApiClient): Express {
  const messages = [{ text: 'Welcome to the playground.', from: 'playground' }];
  const app = express().disable('x-powered-by');

  app.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });

  app.use(auth(client));

  app.get('/messages', requiredScopes('read:messages'), (_request, response) => {
    response.json({ messages });
  });

  const write: RequestHandler = (request, response) => {
    const { text } = (request.body ?? {}) as { text?: unknown };
    if (typeof text !== 'string') {
      response.status(400).json({ error: 'The body must be {"text": "..."} in JSON.' });
      return;
    }
    const message = { text, from: String(getAuth(request)?.claims['sub']) };
    messages.push(message);
    response.status(201).json(message);
  };
  // The guard comes first: nobody's body is read before it is clear that they may write.
  app.post('/messages', requiredScopes('write:messages'), express.json(), write);

  app.get('/whoami', (request, response) => {
    const caller = getAuth(request);
    response.json({
      subject: caller?.claims['sub'],
      client: caller?.clientId,
      scopes: caller?.scopes,
      issuer: caller?.issuer,
      scheme: caller?.scheme,
      key: caller?.proof?.jkt,
    });
  });

  return app;
}
