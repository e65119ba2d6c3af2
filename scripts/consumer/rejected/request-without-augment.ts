// TS2339: `req.auth` is typed only where `@holdfast/auth-express/augment` is imported.
import { auth, getAuth } from '@holdfast/auth-express';
import express from 'express';

const options = { issuer: 'https://issuer.example.com/', audience: 'https://api.example.com' };
express().get('/things', auth(options), (req, res) => {
  res.json([getAuth(req)?.scopes, req.auth]);
});
