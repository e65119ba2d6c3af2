import type { FastifyInstance } from 'fastify';
import { fastify } from 'fastify';
import type { ApiClient } from './index.ts';
import { auth, getAuth, protectedResourceMetadata, requiredScopes } from './index.ts';

/** An API with one route, for who may read messages. */
export function createApp(api: ApiClient): FastifyInstance {
  const app = fastify();
  app.addHook('onRequest', protectedResourceMetadata(api));
  app.addHook('onRequest', auth(api));
  app.get('/messages', { onRequest: requiredScopes('read:messages') }, async (request) => ({
    caller: getAuth(request)?.claims.sub,
  }));
  return app;
}
