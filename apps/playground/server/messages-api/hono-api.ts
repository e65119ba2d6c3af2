import type { AuthVariables } from '@holdfast/auth-hono';
import { auth, requiredAuthentication, requiredScopes } from '@holdfast/auth-hono';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { sentenceFor } from '../answer-error.ts';
import { MOST_OF_BODY } from '../body-limit.ts';
import { isLoopbackOrigin } from '../loopback.ts';
import { ANSWER_FIELDS, REQUEST_FIELDS } from './cors-policy.ts';
import type { Answer, MessagesService } from './messages-service.ts';
import { STEP_UP } from './messages-service.ts';

/** The messages API on Hono. */
export function honoApi(service: MessagesService): Hono<{ Variables: AuthVariables }> {
  const app = new Hono<{ Variables: AuthVariables }>();
  app.use(
    cors({
      origin: (origin) => (isLoopbackOrigin(origin) ? origin : undefined),
      allowHeaders: REQUEST_FIELDS,
      exposeHeaders: ANSWER_FIELDS,
    }),
  );

  app.get('/health', () => answered(service.health()));
  app.get('/legacy', async (c) =>
    answered(await service.archiveForSession(c.req.header('legacy-session'))),
  );

  // Before the other client, which would take the proof: each is good once.
  app.get('/vault', auth(service.strict), () => answered(service.vault()));

  app.use(auth(service.client));

  app.get('/messages', requiredScopes('read:messages'), () => answered(service.list()));
  const limit = bodyLimit({
    maxSize: MOST_OF_BODY,
    onError: (c) => c.json({ error: sentenceFor(413) }, 413),
  });
  app.post('/messages', requiredScopes('write:messages'), limit, async (c) => {
    const body: unknown = await c.req.json().catch(() => undefined);
    return answered(service.write(c.var.auth, body));
  });
  app.get('/whoami', (c) => answered(service.whoAmI(c.var.auth)));
  app.get('/salary', requiredAuthentication(STEP_UP), (c) => answered(service.salary(c.var.auth)));
  app.get('/archive', async (c) => answered(await service.archive(c.var.auth)));
  app.get('/calendar', async (c) =>
    answered(await service.calendar(c.var.auth, c.req.query('account'))),
  );

  return app;
}

function answered({ status, body }: Answer): Response {
  return Response.json(body, { status });
}
