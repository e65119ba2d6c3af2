import { auth } from '@holdfast/auth-express';
import { RedisReplayStore } from '@holdfast/auth-redis';
import express from 'express';
import { createClient } from 'redis';

const redis = createClient({ url: 'redis://127.0.0.1:6379' });
const replay = new RedisReplayStore(redis);
redis.on('error', (error) => console.warn('Redis:', error));
redis.connect().catch(() => {}); // Not awaited: the API starts without Redis, too.

export const app = express();
app.use(
  auth({
    domain: 'tenant.eu.auth0.com',
    audience: 'https://api.example.com',
    dpop: { replay },
  }),
);
app.get('/', (_req, res) => void res.json({ used: 'once' }));
