import { ApiClient, auth, requiredScopes } from '@holdfast/auth-express';
import type { RequestHandler } from 'express';
import express from 'express';

const options = { domain: 'tenant.eu.auth0.com', audience: 'https://api.example.com' };
const api = new ApiClient(options);
const strict = new ApiClient({ ...options, dpop: { mode: 'required' } });

const done: RequestHandler = (_req, res) => void res.json({ done: true });
export const app = express();
app.post('/payments', auth(strict), requiredScopes('pay'), done); // DPoP alone
app.use(auth(api)); // behind it: here a proof would be used up
app.get('/messages', requiredScopes('read:messages'), done); // Bearer or DPoP
