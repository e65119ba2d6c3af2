import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Reads a port from the environment.
 *
 * @param name the variable's name
 * @param fallback the port where the variable is absent or empty
 * @throws {Error} when the value is not a whole number from 0 to 65535 (0 means any free port)
 */
export function portFromEnvironment(name: string, fallback: number): number {
  const text = process.env[name];
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) {
    throw new Error(`${name} must be a port number from 0 to 65535.`);
  }
  return port;
}

/**
 * Listens on 127.0.0.1, on another free port where the wanted one is taken.
 *
 * @returns the origin that clients use
 */
export async function listen(server: Server, wanted: number): Promise<string> {
  try {
    await listenOn(server, wanted);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    await listenOn(server, 0);
    console.log(`Port ${wanted} is taken: using ${portOf(server)} instead.`);
  }
  return `http://127.0.0.1:${portOf(server)}`;
}

/**
 * Listens on 127.0.0.1.
 *
 * @throws {Error} when the port is taken
 */
export async function listenOn(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}

/** Stops listening and ends the connections that are still open. */
export async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
