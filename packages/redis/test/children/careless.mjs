// A process that has put no error listener on its client; the built package runs here. It adds a
// key whenever it is told to, and says what came of it.
import { RedisReplayStore } from '@holdfast/auth-redis';
import { Redis } from 'ioredis';
import { createClient } from 'redis';

const [kind, port, how] = process.argv.slice(2);
const client = kind === 'redis' ? createClient(options(20)) : new Redis(options().socket);
const store = how === 'bare' ? bareStore() : new RedisReplayStore(client, { timeout: 0.3 });
if (kind === 'redis') await client.connect();

process.on('message', async (key) => {
  const added = store.add(key, Date.now() / 1000 + 330);
  process.send(await added.catch(() => 'rejected'));
});
process.on('disconnect', () => process.exit());
process.send('ready');

function options(reconnectStrategy) {
  return { socket: { host: '127.0.0.1', port: Number(port), reconnectStrategy } };
}

function bareStore() {
  return { add: async (key) => (await client.set(key, '1', { NX: true })) === 'OK' };
}
