// One of several processes that protect the same API; the built packages run here.
import { createServer } from 'node:http';
import { ApiClient, MemoryReplayStore } from '@holdfast/auth-core';
import { RedisReplayStore } from '@holdfast/auth-redis';
import { Redis } from 'ioredis';
import { createClient } from 'redis';

const OPEN = {
  memory: () => new MemoryReplayStore(),
  redis: (port) => {
    const client = createClient({ socket: { host: '127.0.0.1', port } });
    client.connect().catch(() => {});
    return new RedisReplayStore(client, { timeout: 60 });
  },
  ioredis: (port) => new RedisReplayStore(new Redis({ host: '127.0.0.1', port }), { timeout: 60 }),
};

process.once('message', ({ store, redisPort, issuer }) => {
  const api = new ApiClient({
    issuer,
    audience: 'https://api.test',
    publicUrl: 'https://api.test',
    dpop: { replay: OPEN[store](redisPort) },
  });
  const server = createServer(async (request, response) => {
    const { method, url, headersDistinct: headers } = request;
    const result = await api.authenticate({ method, url: `http://127.0.0.1${url}`, headers });
    if (result.ok) response.writeHead(200, { 'x-outcome': 'accepted' }).end();
    else {
      const { status, headers: fields, body } = result.response;
      response.writeHead(status, { ...fields, 'x-outcome': result.error.reason }).end(body);
    }
  });
  server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
});
process.on('disconnect', () => process.exit());
