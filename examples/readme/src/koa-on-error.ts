import { ApiClient, auth } from '@holdfast/auth-koa';
import Koa from 'koa';

const api = new ApiClient({ domain: 'tenant.eu.auth0.com', audience: 'https://api.example.com' });

export const app = new Koa();
app.use(
  auth(api, {
    onError(error, ctx) {
      console.warn(error); // with reason, details and cause: for the log alone
      const { status, headers, body } = api.refusal(error, ctx);
      ctx.status = status;
      ctx.set(headers);
      ctx.body = body;
    },
  }),
);
