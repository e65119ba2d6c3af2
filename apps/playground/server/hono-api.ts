import type { AuthVariables } from '@holdfast/auth-hono';
import { auth, requiredScopes } from '@holdfast/auth-hono';
import { Hono } from 'hono';
import type { Answer, MessagesService } from './messages-service.ts';

/** The messages API on Hono. */
export function honoApi(service: MessagesService): Hono<{ Variables: AuthVariables }> {
  const app = new Hono<{ Variables: AuthVariables }>();

  app.get('/health', () => answered(service.health()));
  app.get('/legacy', async (c) =>
    answered(await service.archiveForSession(c.req.header('legacy-session'))),
  );

  app.use(auth(service.client));

  app.get('/messages', requiredScopes('read:messages'), () => answered(service.list()));
  app.post('/messages', requiredScopes('write:messages'), async (c) => {
    const body: unknown = await c.req.json().catch(() => undefined);
    return answered(service.write(c.var.auth, body));
  });
  app.get('/whoami', (c) => answered(service.whoAmI(c.var.auth)));
  app.get('/archive', async (c) => answered(await service.archive(c.var.auth)));
  app.get('/calendar', async (c) =>
    answered(await service.calendar(c.var.auth, c.req.query('account'))),
  );

  return app;
}

function answered({ status, body }: Answer): Response {
  return Response.json(body, { status });
}
