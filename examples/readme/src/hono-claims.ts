import { ApiClient, auth, protectedResourceMetadata } from '@holdfast/auth-hono';
import { Hono } from 'hono';
import { z } from 'zod';

const api = new ApiClient({
  issuer: 'https://login.example.com/',
  audience: 'https://api.example.com',
  resourceMetadata: { resource: 'https://api.example.com' },
  claims: z.object({ sub: z.string(), org_id: z.string() }),
});

export const app = new Hono().use(protectedResourceMetadata(api)).use(auth(api));

app.get('/organization', (c) => {
  const organization: string = c.var.auth.claims.org_id;
  return c.json({ organization });
});
