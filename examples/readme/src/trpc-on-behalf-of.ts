import type { AuthContext } from '@holdfast/auth-trpc';
import { ApiClient, trpcAuth } from '@holdfast/auth-trpc';
import { initTRPC, TRPCError } from '@trpc/server';

const api = new ApiClient({
  domain: 'tenant.eu.auth0.com',
  audience: 'https://api.example.com',
  clientId: 'my-api',
  clientSecret: process.env['CLIENT_SECRET'] ?? '', // an empty one throws at the start
});

export const { createContext, authenticated } = trpcAuth(api);
const t = initTRPC.context<AuthContext>().create();

export const router = t.router({
  orders: t.procedure.use(authenticated).query(async ({ ctx }) => {
    try {
      const { accessToken } = await api.getTokenOnBehalfOf(ctx.auth.token, {
        audience: 'https://orders.example.com',
      });
      const headers = { authorization: `Bearer ${accessToken}` };
      const orders = await fetch('https://orders.example.com/', { headers });
      if (!orders.ok) throw new Error(`The orders API answered ${orders.status}.`);
      return (await orders.json()) as unknown;
    } catch (error) {
      console.warn(error); // for the log alone: its words are the authorization server's
      throw new TRPCError({ code: 'BAD_GATEWAY', message: 'orders_unavailable' });
    }
  }),
});
