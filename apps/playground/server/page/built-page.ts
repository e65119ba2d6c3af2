import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorRequestHandler } from 'express';
import express, { Router } from 'express';

const INDEX = 'index.html';
const A_YEAR = 'public, max-age=31536000, immutable';

/**
 * Serves the page as Vite built it. Its parts have names of their own, so a path that is no file is one of the page's.
 *
 * @param folder where it was built to
 * @param origin where the page is at home
 */
export function builtPage(folder: string, origin: string): Router {
  const router = Router();

  router.use(
    express.static(folder, {
      index: false,
      redirect: false,
      // The names in this folder change with what is in the files.
      setHeaders: (response, path) => {
        if (path.startsWith(join(folder, 'assets'))) response.setHeader('cache-control', A_YEAR);
      },
    }),
  );
  router.get('/{*path}', (request, response, next) => {
    if (request.path.startsWith('/assets/') || !request.accepts('html')) return next();
    // Signing in leads back to 127.0.0.1, which for a browser is another site than localhost.
    if (request.headers.host !== new URL(origin).host) {
      return response.redirect(origin + request.originalUrl);
    }
    if (existsSync(join(folder, INDEX))) return response.sendFile(INDEX, { root: folder });
    response.status(503).type('text').send(NOT_BUILT);
  });
  router.use((_request, response) => {
    response.status(404).type('text').send('There is no such file.\n');
  });
  router.use(answerFailure);
  return router;
}

const answerFailure: ErrorRequestHandler = (error, _request, response, next) => {
  if (response.headersSent) return next(error);
  const { status } = Object(error) as { status?: unknown };
  if (typeof status === 'number' && status >= 400 && status < 500) {
    response.status(status).type('text').send('The page cannot answer that.\n');
    return;
  }
  console.error(error);
  response.status(500).type('text').send('The playground failed. Its terminal says why.\n');
};

const NOT_BUILT = `The page is not built. At the root of the repository, run

    node scripts/pnpm.mjs run build:playground

and load it again.
`;
