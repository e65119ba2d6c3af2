import type { Request, RequestHandler } from 'express';
import express, { Router } from 'express';
import type { Switched } from './authorization-server-switch.ts';
import { AuthorizationServerSwitch } from './authorization-server-switch.ts';
import { answerFailure, ControlRefusal } from './control-refusal.ts';
import { eventStream } from './event-stream.ts';
import { onlyThePage } from './only-the-page.ts';
import { RELAY_ORDER, readOrder, SERVER_ACTION, TOKEN_ORDER } from './orders.ts';
import type { OldNonce, Setting } from './protocol.ts';
import { relay } from './relay.ts';

/** What the control API shows and changes. */
export interface Controlled extends Switched {
  readonly setting: Setting;
  /** Gives a nonce that the APIs issued an hour ago. */
  readonly oldNonce: () => Promise<string>;
}

/**
 * What the page asks of the playground's own server, below `/control`: `protocol.ts` says what goes in and out.
 *
 * @param origin the page's: requests that change something come from there alone
 */
export function controlApi(controlled: Controlled, origin: string): Router {
  const { setting, log, authorizationServer, oldNonce } = controlled;
  const theSwitch = new AuthorizationServerSwitch(controlled);
  const stream = eventStream(log);

  const router = Router();
  router.use(onlyThePage(origin), express.json({ limit: '64kb' }));

  router.get(
    '/setting',
    answer(() => setting),
  );
  router.get('/events', (request, response, next) => {
    const { request: id } = request.query;
    if (typeof id === 'string') response.json(log.decisionsOn(id));
    else stream(request, response, next);
  });
  router.get(
    '/old-nonce',
    answer(async (): Promise<OldNonce> => ({ nonce: await oldNonce() })),
  );
  router
    .route('/authorization-server')
    .get(answer(() => theSwitch.state()))
    .post(answer(({ body }) => theSwitch.change(readOrder(SERVER_ACTION, body))));
  router.post(
    '/tokens',
    answer(async ({ body }) => ({
      token: await authorizationServer.craft(readOrder(TOKEN_ORDER, body)),
    })),
  );
  router.post(
    '/relay',
    answer(({ body }) => {
      const order = readOrder(RELAY_ORDER, body);
      return relay(setting.apis[order.api], order);
    }),
  );
  router.use(() => {
    throw new ControlRefusal(404, 'The playground knows no such thing.');
  });
  router.use(answerFailure);
  return router;
}

function answer(give: (request: Request) => unknown): RequestHandler {
  return async (request, response) => {
    response.json(await give(request));
  };
}
