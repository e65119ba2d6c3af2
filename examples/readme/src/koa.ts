import { auth, getAuth, requiredScopes } from '@holdfast/auth-koa';
import Router from '@koa/router';
import Koa from 'koa';

const app = new Koa();
app.use(auth({ domain: 'tenant.eu.auth0.com', audience: 'https://api.example.com' }));

const router = new Router();
router.get('/messages', requiredScopes('read:messages'), (ctx) => {
  ctx.body = { caller: getAuth(ctx)?.claims.sub };
});
app.use(router.routes());

app.listen(3000);
