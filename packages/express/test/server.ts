import type { ServerOptions } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { Express } from 'express';

/** A request, written to the socket as it stands. */
export interface SentRequest {
  readonly method?: string | undefined;
  /** The request target as it stands. */
  readonly target?: string | undefined;
  /** Of HTTP. Default `1.1`; with `1.0` a request that names no `Host` has none. */
  readonly version?: '1.0' | '1.1' | undefined;
  /** Written in this order, repeats included; replaces the `Host` field where it has one. */
  readonly fields?: ReadonlyArray<readonly [name: string, value: string]> | undefined;
}

/** An answer with a body that is no chunked one. */
export interface Answer {
  readonly status: number;
  /** Names in lower case; a field that came more than once is joined. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A server on loopback that is one app after the other, so that tests need not open one each. */
export interface TestServer {
  readonly port: number;
  /** The `Host` of a request that names none. */
  readonly host: string;
  /** Puts an app in the place of the one before. */
  readonly mount: (app: Express) => void;
  readonly send: (request?: SentRequest) => Promise<Answer>;
  /** Writes octets (latin1) and gives all that came until the server closed the connection. */
  readonly sendRaw: (octets: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

// Only a server that hangs gets here: an answer from the same machine takes milliseconds.
const HANG_MS = 20_000;

/**
 * Opens the server of a test file.
 *
 * @param options those of Node's server
 */
export async function openServer(options: ServerOptions = {}): Promise<TestServer> {
  let current: Express | undefined;
  const server = createServer(options, (req, res) => current?.(req, res));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  const sendRaw = (octets: string): Promise<string> => converse(port, octets);
  return {
    port,
    host,
    mount: (app) => {
      current = app;
    },
    sendRaw,
    send: async (request = {}) => parseAnswer(await sendRaw(serialize(host, request))),
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

function serialize(host: string, request: SentRequest): string {
  const { method = 'GET', target = '/', version = '1.1', fields = [] } = request;
  const named = version === '1.0' || fields.some(([name]) => name.toLowerCase() === 'host');
  const all = [...(named ? [] : [['Host', host] as const]), ...fields, ['Connection', 'close']];
  const lines = all.map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/${version}\r\n${lines.join('')}\r\n`;
}

function converse(port: number, octets: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const received: Buffer[] = [];
    const socket = connect({ host: '127.0.0.1', port });
    const finish = (): void => resolve(Buffer.concat(received).toString('latin1'));
    socket.setTimeout(HANG_MS, () => socket.destroy(new Error('the server hangs')));
    socket.on('data', (chunk) => received.push(chunk));
    socket.on('end', finish);
    // A server that refuses a request unread resets the connection after its answer.
    socket.on('error', (error) => (received.length > 0 ? finish() : reject(error)));
    socket.write(octets, 'latin1');
  });
}

/** Reads an answer that is complete because the connection has ended. */
export function parseAnswer(octets: string): Answer {
  const end = octets.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = octets.slice(0, end).split('\r\n');
  const status = /^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1];
  if (end < 0 || status === undefined) throw new Error(`no answer: ${octets.slice(0, 100)}`);
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return { status: Number(status), headers, body: octets.slice(end + 4) };
}
