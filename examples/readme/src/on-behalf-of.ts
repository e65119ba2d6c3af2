import { ApiClient, auth, getAuth } from '@holdfast/auth-express';
import express from 'express';

const api = new ApiClient({
  domain: 'tenant.eu.auth0.com',
  audience: 'https://api.example.com',
  clientId: 'my-api',
  clientSecret: process.env['CLIENT_SECRET'],
});

export const app = express();
app.use(auth(api));

app.get('/orders', async (req, res) => {
  const { accessToken } = await api.getTokenOnBehalfOf(getAuth(req)?.token ?? '', {
    audience: 'https://orders.example.com',
  });
  const headers = { authorization: `Bearer ${accessToken}` };
  const orders = await fetch('https://orders.example.com/', { headers });
  res.status(orders.status).json(await orders.json());
});
