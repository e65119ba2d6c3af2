import { ApiClient, auth } from '@holdfast/auth-koa';
import Koa from 'koa';

const api = new ApiClient({
  domain: 'tenant.eu.auth0.com',
  audience: 'https://api.example.com',
  clientId: 'my-api',
  clientSecret: process.env['CLIENT_SECRET'] ?? '', // an empty one throws at the start
});

export const app = new Koa().use(auth(api)).use(async (ctx) => {
  try {
    const { accessToken } = await api.getTokenOnBehalfOf(ctx.state.auth.token, {
      audience: 'https://orders.example.com',
    });
    const headers = { authorization: `Bearer ${accessToken}` };
    const orders = await fetch('https://orders.example.com/', { headers });
    if (!orders.ok) throw new Error(`The orders API answered ${orders.status}.`);
    ctx.body = await orders.json();
  } catch (error) {
    console.warn(error); // for the log alone: the caller's own token is good, so 401 would be wrong
    ctx.status = 502;
    ctx.body = { error: 'orders_unavailable' };
  }
});
