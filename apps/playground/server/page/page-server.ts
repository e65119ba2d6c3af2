import { fileURLToPath } from 'node:url';
import type { Express, RequestHandler } from 'express';
import express from 'express';
import type { Controlled } from '../control/control-api.ts';
import { controlApi } from '../control/control-api.ts';
import type { Setting } from '../control/protocol.ts';
import { builtPage } from './built-page.ts';

/** What the server of the page needs. */
export interface PageServerParts {
  /** Where it is served itself. */
  readonly origin: string;
  readonly controlled: Controlled;
  /** Where the built page is; without it, where Vite puts it. */
  readonly folder?: string | undefined;
}

// The same from the sources and from what is compiled of them.
const BUILT = fileURLToPath(new URL('../../dist/web', import.meta.url));

/** Serves the page, and what it asks of the playground itself. */
export function pageServer({ origin, controlled, folder = BUILT }: PageServerParts): Express {
  const app = express().disable('x-powered-by');
  app.use(headersFor(controlled.setting));
  app.use('/control', controlApi(controlled, origin));
  app.use(builtPage(folder, origin));
  return app;
}

// The page talks to this server, the authorization server and the APIs, and nobody may frame it. What is
// answered changes from start to start, so nothing is stored but what says so itself.
function headersFor({ issuer, apis }: Setting): RequestHandler {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${[issuer, ...Object.values(apis)].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'none'",
  ].join('; ');
  return (_request, response, next) => {
    response.set({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    next();
  };
}
