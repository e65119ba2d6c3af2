import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { readBody } from '../body-limit.ts';
import { ControlRefusal } from './control-refusal.ts';
import type { RelayAnswer, RelayOrder } from './protocol.ts';

const PATIENCE = 10_000;

/**
 * Sends a request with the fields as they are ordered, each on a line of its own: browsers and `fetch`
 * join those of one name. The answer is taken as it comes, redirects included.
 *
 * @param origin where it goes, whatever is ordered
 * @param patience how long it may take, in milliseconds
 * @throws {ControlRefusal} with 504 when that is over, with 502 when nothing answers or too much
 */
export async function relay(
  origin: string,
  order: RelayOrder,
  patience: number = PATIENCE,
): Promise<RelayAnswer> {
  const signal = AbortSignal.timeout(patience);
  try {
    const response = await send(origin, order, signal);
    return {
      status: response.statusCode ?? 0,
      headers: pairs(response.rawHeaders),
      body: await bodyOf(response),
    };
  } catch (error) {
    if (error instanceof ControlRefusal) throw error;
    throw signal.aborted
      ? new ControlRefusal(504, 'The API took too long to answer.')
      : new ControlRefusal(502, 'The API does not answer.');
  }
}

function send(
  origin: string,
  { method, path, headers, body }: RelayOrder,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { hostname, port, host } = new URL(origin);
  // To a list of fields Node adds no Host, and no length for methods that usually have no body.
  const length = body === undefined ? [] : ['content-length', String(Buffer.byteLength(body))];
  const fields = ['host', host, ...length, ...headers.flat()];
  const sent = request({ hostname, port, method, path, headers: fields, agent: false, signal });
  return new Promise((resolve, reject) => {
    // After these, Node may never say more of a request.
    const refuse = (): void => {
      sent.destroy();
      reject(new ControlRefusal(502, 'The API answers with something else than an answer.'));
    };
    sent.once('information', refuse).once('upgrade', refuse);
    sent.once('response', resolve).once('error', reject).end(body);
  });
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const body = await readBody(response);
  if (body !== undefined) return body;
  response.destroy();
  throw new ControlRefusal(502, 'The answer has more than 64 KiB.');
}

function pairs(raw: readonly string[]): Array<readonly [name: string, value: string]> {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : []));
}
