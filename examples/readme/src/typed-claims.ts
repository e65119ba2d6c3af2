import { ApiClient, auth, getAuth } from '@holdfast/auth-express';
import express from 'express';
import { z } from 'zod';

const api = new ApiClient({
  issuer: 'https://login.example.com/',
  audience: 'https://api.example.com',
  claims: z.object({ sub: z.string(), org_id: z.string() }),
});

export const app = express().use(auth(api));

app.get('/organization', (req, res) => {
  const organization: string | undefined = getAuth(req, api)?.claims.org_id;
  res.json({ organization });
});
