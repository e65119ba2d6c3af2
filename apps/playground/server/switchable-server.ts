import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { close, listenOn } from './ports.ts';

/** A server that can be off: then nothing listens at its port, as if its process had ended. */
export class SwitchableServer {
  readonly #server: Server;
  readonly #port: number;

  /** @param server one that listens */
  constructor(server: Server) {
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Whether it listens. */
  get isRunning(): boolean {
    return this.#server.listening;
  }

  /** Stops listening, and ends the connections that are open. */
  stop(): Promise<void> {
    return close(this.#server);
  }

  /**
   * Listens again, at the same port.
   *
   * @throws {Error} when somebody took the port meanwhile: the server is still off
   */
  start(): Promise<void> {
    return listenOn(this.#server, this.#port);
  }
}
