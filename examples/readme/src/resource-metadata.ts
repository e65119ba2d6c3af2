import { ApiClient, auth, protectedResourceMetadata } from '@holdfast/auth-express';
import express from 'express';

const api = new ApiClient({
  domain: 'tenant.eu.auth0.com',
  audience: 'https://api.example.com/mcp',
  resourceMetadata: { resource: 'https://api.example.com/mcp', scopesSupported: ['notes:read'] },
});

export const app = express();
app.use(protectedResourceMetadata(api)); // /.well-known/oauth-protected-resource/mcp
app.use('/mcp', auth(api));
