import type { ConformanceHarness } from '@holdfast/auth-conformance';
import * as suite from '@holdfast/auth-conformance';
import { fastify } from 'fastify';
import { afterAll, test } from 'vitest';
import * as holdfast from '../src/index.ts';

const OWN: holdfast.AuthOptions = {
  onError: (error, _request, reply) => void reply.code(error.statusCode).send(error.reason),
};

const start: ConformanceHarness['start'] = async (options) => {
  const app = fastify({
    // Fastify's router answers a broken `%` by itself; the suite wants to see what the adapter says.
    rewriteUrl: ({ url = '/' }) => url.replace(/%(?![0-9a-f]{2})/gi, '%25'),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => payload.resume().on('end', done));
  const api = new holdfast.ApiClient(options);
  if (suite.servesMetadata(options)) {
    app.addHook('onRequest', holdfast.protectedResourceMetadata(api));
  }
  for (const { path, rest, before, auth: admission, onError, guards, after } of suite.ROUTES) {
    app.all(rest ? '/*' : path, {
      onRequest: [
        async (_request, reply) => void reply.headers(before),
        ...(admission ? [holdfast.auth(api, { ...admission, ...(onError && OWN) })] : []),
        ...guards.map((guard) => suite.applyGuard(holdfast, guard)),
      ],
      handler: async (request, reply) => {
        if (request.method === 'OPTIONS') return reply.code(204).send();
        return reply.headers(after).send(suite.showAuth(holdfast.getAuth(request)));
      },
    });
  }
  await app.ready();
  return suite.serveOnNode(app.routing);
};

suite.runConformance({ test, after: afterAll, start });
