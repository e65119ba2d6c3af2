import { ApiClient, auth, getAuth } from '@holdfast/auth-express';
import express from 'express';

const api = new ApiClient({
  domain: 'tenant.eu.auth0.com',
  audience: 'https://api.example.com',
  clientId: 'my-api',
  clientSecret: process.env['CLIENT_SECRET'] ?? '', // an empty one throws at the start
});

export const app = express();
app.use(auth(api));

app.get('/orders', async (req, res) => {
  try {
    const { accessToken } = await api.getTokenOnBehalfOf(getAuth(req)?.token ?? '', {
      audience: 'https://orders.example.com',
    });
    const headers = { authorization: `Bearer ${accessToken}` };
    const orders = await fetch('https://orders.example.com/', { headers });
    if (!orders.ok) throw new Error(`The orders API answered ${orders.status}.`);
    res.json(await orders.json());
  } catch (error) {
    console.warn(error); // for the log alone: the caller's own token is good, so 401 would be wrong
    res.status(502).json({ error: 'orders_unavailable' });
  }
});
