import {
  auth,
  claimCheck,
  claimEquals,
  claimIncludes,
  requiredAuthentication,
  requiredPermissions,
  requiredScopes,
  scopeIncludesAny,
} from '@holdfast/auth-express';
import type { RequestHandler } from 'express';
import express from 'express';

export const app = express();
app.use(auth({ domain: 'tenant.eu.auth0.com', audience: 'https://api.example.com' }));

const done: RequestHandler = (_req, res) => void res.json({ done: true });
app.get('/messages', requiredScopes('read:messages'), done); // every scope, or 403 insufficient_scope
app.get('/search', scopeIncludesAny('search admin'), done); // one of them at least
app.delete('/messages', requiredPermissions('delete:messages'), done); // Auth0's permissions
app.get('/blue', claimEquals('tenant', 'blue'), done); // exactly this value, or 403 access_denied
app.get('/staff', claimIncludes('roles', 'staff', 'active'), done); // a list, or words, that hold both
app.get(
  '/adults',
  claimCheck((claims) => Number(claims['age']) >= 18),
  done,
); // only true passes
app.post('/payments', requiredAuthentication({ acrValues: ['mfa'], maxAge: 300 }), done); // or step-up
