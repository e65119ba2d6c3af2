import { ApiClient, auth } from '@holdfast/auth-hono';
import { Hono } from 'hono';

const api = new ApiClient({ domain: 'tenant.eu.auth0.com', audience: 'https://api.example.com' });

export const app = new Hono();
app.use(
  auth(api, {
    onError(error, c) {
      console.warn(error); // with reason, details and cause: for the log alone
      const { status, headers, body } = api.refusal(error, c.req.raw);
      return new Response(body, { status, headers });
    },
  }),
);
