import { auth, requiredScopes } from '@holdfast/auth-hono';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const app = new Hono().use(
  auth({ domain: 'tenant.eu.auth0.com', audience: 'https://api.example.com' }),
);

app.get('/messages', requiredScopes('read:messages'), (c) =>
  c.json({ caller: c.var.auth.claims.sub }),
);

serve({ fetch: app.fetch, port: 3000 });
