import { auth } from '@holdfast/auth-express';
import express from 'express';

export const app = express();
app.use(
  auth(
    { domain: 'tenant.eu.auth0.com', audience: 'https://api.example.com' },
    {
      onError(error, _req, res) {
        console.warn(JSON.stringify(error)); // name, code, reason, details: for the log alone
        res.status(error.statusCode).set(error.headers).json({ error: error.code });
      },
    },
  ),
);
