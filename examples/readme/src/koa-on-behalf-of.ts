import { ApiClient, auth } from '@holdfast/auth-koa';
import Koa from 'koa';

const api = new ApiClient({
  domain: 'tenant.eu.auth0.com',
  audience: 'https://api.example.com',
  clientId: 'my-api',
  clientSecret: process.env['CLIENT_SECRET'],
});

export const app = new Koa().use(auth(api)).use(async (ctx) => {
  const { accessToken } = await api.getTokenOnBehalfOf(ctx.state.auth.token, {
    audience: 'https://orders.example.com',
  });
  const headers = { authorization: `Bearer ${accessToken}` };
  const orders = await fetch('https://orders.example.com/', { headers });
  ctx.status = orders.status;
  ctx.body = await orders.json();
});
