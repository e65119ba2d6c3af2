import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:http';
import type { ForkedServer } from './forked-server.ts';
import type { Call } from './load.ts';

/** Tells what a server answers to one request. */
export async function statusOf({ port }: ForkedServer, { path, headers }: Call): Promise<number> {
  // Not fetch, which names the host that it calls whatever the header fields say.
  const sent = get({ host: '127.0.0.1', port, path, headers, agent: false });
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode ?? 0;
}

/**
 * Holds a server to its task before anything is timed: the good call is answered 200, that with a bad signature
 * refused (by a bare server answered, too).
 *
 * @throws {Error} which stops the run
 */
export async function mustJudge(
  server: ForkedServer,
  calls: { readonly good: Call; readonly bad: Call },
  isBare: boolean,
): Promise<void> {
  const good = await statusOf(server, calls.good);
  const bad = await statusOf(server, calls.bad);
  // 400 is what some answer to a bad proof.
  const judged = isBare ? bad === 200 : bad === 401 || bad === 400;
  if (good === 200 && judged) return;
  throw new Error(
    `The server ${server.name} answers ${good} to a good token and ${bad} to a bad signature.`,
  );
}
