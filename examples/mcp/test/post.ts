import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';

/** What a server answered. */
export interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Posts a body as JSON; unlike `fetch`, it sends any `Host` and `Origin`. */
export async function post(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const accept = 'application/json, text/event-stream';
    const outgoing = request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept, ...headers },
    });
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      text(response).then((answer) => {
        resolve({ status: response.statusCode, headers: response.headers, body: answer });
      }, reject);
    });
    outgoing.end(JSON.stringify(body));
  });
}
