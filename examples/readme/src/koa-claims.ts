import { ApiClient, auth, protectedResourceMetadata } from '@holdfast/auth-koa';
import Koa from 'koa';
import { z } from 'zod';

const api = new ApiClient({
  issuer: 'https://login.example.com/',
  audience: 'https://api.example.com',
  resourceMetadata: { resource: 'https://api.example.com' },
  claims: z.object({ sub: z.string(), org_id: z.string() }),
});

export const app = new Koa()
  .use(protectedResourceMetadata(api))
  .use(auth(api))
  .use((ctx) => {
    const organization: string = ctx.state.auth.claims.org_id;
    ctx.body = { organization };
  });
