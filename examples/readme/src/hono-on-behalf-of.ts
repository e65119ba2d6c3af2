import { ApiClient, auth } from '@holdfast/auth-hono';
import { Hono } from 'hono';

const api = new ApiClient({
  domain: 'tenant.eu.auth0.com',
  audience: 'https://api.example.com',
  clientId: 'my-api',
  clientSecret: process.env['CLIENT_SECRET'] ?? '', // an empty one throws at the start
});

export const app = new Hono().use(auth(api));

app.get('/orders', async (c) => {
  try {
    const { accessToken } = await api.getTokenOnBehalfOf(c.var.auth.token, {
      audience: 'https://orders.example.com',
    });
    const headers = { authorization: `Bearer ${accessToken}` };
    const orders = await fetch('https://orders.example.com/', { headers });
    if (!orders.ok) throw new Error(`The orders API answered ${orders.status}.`);
    return Response.json(await orders.json());
  } catch (error) {
    console.warn(error); // for the log alone: the caller's own token is good, so 401 would be wrong
    return c.json({ error: 'orders_unavailable' }, 502);
  }
});
