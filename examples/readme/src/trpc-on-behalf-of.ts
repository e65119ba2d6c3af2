import type { AuthContext } from '@holdfast/auth-trpc';
import { ApiClient, trpcAuth } from '@holdfast/auth-trpc';
import { initTRPC } from '@trpc/server';

const api = new ApiClient({
  domain: 'tenant.eu.auth0.com',
  audience: 'https://api.example.com',
  clientId: 'my-api',
  clientSecret: process.env['CLIENT_SECRET'],
});

export const { createContext, authenticated } = trpcAuth(api);
const t = initTRPC.context<AuthContext>().create();

export const router = t.router({
  orders: t.procedure.use(authenticated).query(async ({ ctx }) => {
    const { accessToken } = await api.getTokenOnBehalfOf(ctx.auth.token, {
      audience: 'https://orders.example.com',
    });
    const headers = { authorization: `Bearer ${accessToken}` };
    const orders = await fetch('https://orders.example.com/', { headers });
    return (await orders.json()) as unknown;
  }),
});
