import { ApiClient, auth } from '@holdfast/auth-hono';
import { Hono } from 'hono';

const api = new ApiClient({
  domain: 'tenant.eu.auth0.com',
  audience: 'https://api.example.com',
  clientId: 'my-api',
  clientSecret: process.env['CLIENT_SECRET'],
});

export const app = new Hono().use(auth(api));

app.get('/orders', async (c) => {
  const { accessToken } = await api.getTokenOnBehalfOf(c.var.auth.token, {
    audience: 'https://orders.example.com',
  });
  const headers = { authorization: `Bearer ${accessToken}` };
  const orders = await fetch('https://orders.example.com/', { headers });
  return Response.json(await orders.json(), { status: orders.status });
});
