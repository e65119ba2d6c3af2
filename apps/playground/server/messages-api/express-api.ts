import type { AuthInfo } from '@holdfast/auth-express';
import { auth, getAuth, requiredAuthentication, requiredScopes } from '@holdfast/auth-express';
import cors from 'cors';
import type { Express, Request, RequestHandler } from 'express';
import express from 'express';
import { answerError } from '../answer-error.ts';
import { MOST_OF_BODY } from '../body-limit.ts';
import { CORS } from './cors-policy.ts';
import type { Answer, MessagesService } from './messages-service.ts';
import { STEP_UP } from './messages-service.ts';

/** The messages API on Express. */
export function expressApi(service: MessagesService): Express {
  const app = express().disable('x-powered-by');
  app.use(cors(CORS));

  app.get(
    '/health',
    open(() => service.health()),
  );
  app.get(
    '/legacy',
    open((request) => service.archiveForSession(request.get('legacy-session'))),
  );

  // Before the other client, which would take the proof: each is good once.
  app.get(
    '/vault',
    auth(service.strict),
    closed(() => service.vault()),
  );

  app.use(auth(service.client));

  app.get(
    '/messages',
    requiredScopes('read:messages'),
    open(() => service.list()),
  );
  // The guard comes first: nobody's body is read before it is clear that they may write.
  app.post(
    '/messages',
    requiredScopes('write:messages'),
    express.json({ limit: MOST_OF_BODY }),
    closed((caller, request) => service.write(caller, request.body)),
  );
  app.get(
    '/whoami',
    closed((caller) => service.whoAmI(caller)),
  );
  app.get(
    '/salary',
    requiredAuthentication(STEP_UP),
    closed((caller) => service.salary(caller)),
  );
  app.get(
    '/archive',
    closed((caller) => service.archive(caller)),
  );
  app.get(
    '/calendar',
    closed((caller, { query }) => service.calendar(caller, first(query['account']))),
  );

  app.use(answerError);
  return app;
}

function open(serve: (request: Request) => Answer | Promise<Answer>): RequestHandler {
  return async (request, response) => {
    const { status, body } = await serve(request);
    response.status(status).json(body);
  };
}

// Behind auth() there is a caller: only preflights go on without, and no route takes OPTIONS.
function closed(
  serve: (caller: AuthInfo, request: Request) => Answer | Promise<Answer>,
): RequestHandler {
  return open((request) => serve(getAuth(request) as AuthInfo, request));
}

function first(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
