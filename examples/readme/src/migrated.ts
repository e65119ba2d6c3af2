import { auth, claimEquals, getAuth, requiredScopes } from '@holdfast/auth-express';
import express from 'express';

export const app = express();
app.use(auth({ domain: 'tenant.eu.auth0.com', audience: 'https://api.example.com' }));
app.get('/messages', requiredScopes('read:messages'), claimEquals('tenant', 'blue'), (req, res) => {
  res.json({ caller: getAuth(req)?.claims.sub });
});
