import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { ControlRefusal } from './control-refusal.ts';
import type { RelayAnswer, RelayOrder } from './protocol.ts';

const MOST_BYTES = 64 * 1024;
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
      body: await readBody(response),
    };
  } catch (error) {
    if (error instanceof ControlRefusal) throw error;
    throw signal.aborted
      ? new ControlRefusal(504, 'The API took too long to answer.')
      : new ControlRefusal(502, 'The API does not answer.');
  }
}

async function send(
  origin: string,
  { method, path, headers, body }: RelayOrder,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { hostname, port, host } = new URL(origin);
  // To a list of fields Node adds no Host, and no length for methods that usually have no body.
  const length = body === undefined ? [] : ['content-length', String(Buffer.byteLength(body))];
  const fields = ['host', host, ...length, ...headers.flat()];
  const sent = request({ hostname, port, method, path, headers: fields, agent: false, signal });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new ControlRefusal(502, 'The answer has more than 64 KiB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function pairs(raw: readonly string[]): Array<readonly [name: string, value: string]> {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : []));
}
