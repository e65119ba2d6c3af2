/** What is used of a client of the package `redis`: a client, a pool or a cluster. */
export interface NodeRedisClient {
  set(key: string, value: string, options: { NX: true; EX: number }): Promise<unknown>;
  on(event: 'error', listener: (error: unknown) => void): unknown;
}

/** What is used of a client of the package `ioredis`: a client or a cluster. */
export interface IoRedisClient {
  set(key: string, value: string, secondsToken: 'EX', seconds: number, nx: 'NX'): Promise<unknown>;
  call(command: string, ...args: never[]): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
}

/** A connected client of either package, for Redis or Valkey. */
export type RedisClient = NodeRedisClient | IoRedisClient;

/**
 * Sets a key that ends by itself unless it is there, in one atomic round trip.
 *
 * @param seconds a whole number of at least 1
 * @returns true if the key was new
 * @throws what the client rejects with, and an `Error` for an answer that `SET` does not give
 */
export async function setIfNew(
  client: RedisClient,
  key: string,
  seconds: number,
): Promise<boolean> {
  const answer = isIoRedis(client)
    ? await client.set(key, '1', 'EX', seconds, 'NX')
    : await client.set(key, '1', { NX: true, EX: seconds });
  if (answer === null) return false;
  if (answer === 'OK') return true;
  throw new Error('Redis gave an answer that SET does not give.');
}

// Only ioredis has call(); node-redis names every command.
function isIoRedis(client: RedisClient): client is IoRedisClient {
  return 'call' in client && typeof client.call === 'function';
}
