// HTTP/1.1 by hand: every client library joins, sorts, trims or refuses some of the header fields
// that the cases are about.
import { connect } from 'node:net';
import type { HttpAnswer } from './parse.ts';
import { parseAnswer } from './parse.ts';

/** What is written to the socket. */
export interface RawRequest {
  readonly method: string;
  /** The request target as it stands. */
  readonly target: string;
  /** The `Host` field. Default: the address that is connected to. */
  readonly host?: string | undefined;
  /** Written in this order and case; a value's own white space is kept. */
  readonly fields: ReadonlyArray<readonly [name: string, value: string]>;
  readonly body?: string | undefined;
}

// Only a server that hangs gets here: an answer from the same machine takes milliseconds.
const HANG_MS = 20_000;

/**
 * Sends one request to a port of 127.0.0.1 over a connection of its own and reads the answer.
 *
 * @throws {Error} when the connection fails, the answer is no HTTP/1.1, or none comes within 20 s
 */
export function exchange(port: number, request: RawRequest): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const received: Buffer[] = [];
    let settled = false;
    const socket = connect({ host: '127.0.0.1', port });
    const settle = (finish: () => void): void => {
      if (settled) return;
      settled = true;
      socket.destroy();
      finish();
    };
    // The answer may be complete long before a server with keep-alive closes the connection.
    const read = (ended: boolean): void => {
      try {
        const bytes = Buffer.concat(received).toString('latin1');
        const answer = parseAnswer(bytes, { method: request.method, ended });
        if (answer !== undefined) settle(() => resolve(answer));
        else if (ended) settle(() => reject(new Error('the connection ended within the answer')));
      } catch (error) {
        settle(() => reject(error));
      }
    };
    socket.setTimeout(HANG_MS, () => settle(() => reject(new Error('the target hangs'))));
    socket.on('error', (error) => settle(() => reject(error)));
    socket.on('data', (chunk) => {
      received.push(chunk);
      read(false);
    });
    socket.on('end', () => read(true));
    socket.on('close', () => settle(() => reject(new Error('the connection was closed'))));
    // latin1 keeps every octet: a case may hold octets that are no ASCII and no UTF-8.
    socket.write(serialize(port, request), 'latin1');
  });
}

function serialize(port: number, { method, target, host, fields, body }: RawRequest): string {
  const lines = [
    `${method} ${target} HTTP/1.1`,
    `Host: ${host ?? `127.0.0.1:${port}`}`,
    'Connection: close',
  ];
  for (const [name, value] of fields) lines.push(`${name}: ${value}`);
  if (body !== undefined) {
    lines.push('Content-Type: application/x-www-form-urlencoded', `Content-Length: ${body.length}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n${body ?? ''}`;
}
