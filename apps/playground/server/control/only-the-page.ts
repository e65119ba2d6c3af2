import type { RequestHandler } from 'express';
import { ControlRefusal } from './control-refusal.ts';

/**
 * Lets requests that change something pass only if the page made them: other sites can have a browser
 * send them, though not with the page's origin, nor with JSON unless a preflight allows it, and none does.
 *
 * @param origin the page's
 */
export function onlyThePage(origin: string): RequestHandler {
  return (request, _response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      if (request.headers.origin !== origin) {
        throw new ControlRefusal(403, 'Only the page of the playground may do this.');
      }
      if (!request.is('application/json')) {
        throw new ControlRefusal(415, 'An order must be of the type application/json.');
      }
    }
    next();
  };
}
