import { ApiClient, auth } from '@holdfast/auth-express';
import express from 'express';

const api = new ApiClient({ domain: 'tenant.eu.auth0.com', audience: 'https://api.example.com' });

export const app = express();
app.use(
  auth(api, {
    onError(error, req, res) {
      console.warn(error); // with reason, details and cause: for the log alone
      const { status, headers, body } = api.refusal(error, req);
      res.status(status).set(headers).send(body);
    },
  }),
);
