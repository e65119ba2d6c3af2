import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { createDpopClient, createTestIssuer } from '@holdfast/auth-testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RedisServer } from './redis-server.ts';

const CHILD = new URL('../children/api-server.mjs', import.meta.url);
const PUBLIC_URL = 'https://api.test';
const PROCESSES = 4;
const COPIES = 50;

interface Race {
  readonly stores: readonly ('redis' | 'ioredis' | 'memory')[];
  readonly proofs: number;
  /** How often each proof is accepted. */
  readonly accepted: number;
}

/** Registers the race of copied proofs over several processes. */
export function testRace(program: string): void {
  let server: RedisServer;
  beforeAll(async () => {
    server = await RedisServer.start(program);
  });
  afterAll(() => server.end());

  describe(`each proof is sent ${COPIES} times at once over ${PROCESSES} processes`, () => {
    test.each<Race>([
      { stores: ['redis', 'redis', 'ioredis', 'ioredis'], proofs: 200, accepted: 1 },
      // The control: processes that share nothing accept it once each.
      { stores: ['memory', 'memory', 'memory', 'memory'], proofs: 10, accepted: PROCESSES },
    ])(
      '$stores: $proofs proofs, $accepted of the copies accepted',
      { timeout: 240_000 },
      async ({ stores, proofs, accepted }) => {
        const issuer = await createTestIssuer({ algorithm: 'ES256' });
        const client = await createDpopClient();
        const token = await issuer.mint({ dpopKey: client });
        const request = { method: 'GET', url: `${PUBLIC_URL}/`, accessToken: token };
        const made = await Promise.all(Array.from({ length: proofs }, () => client.proof(request)));
        const children = stores.map(() => fork(CHILD, { execArgv: [] }).on('error', rethrow));
        const agent = new Agent({ keepAlive: true, maxSockets: COPIES });
        try {
          const ports = await Promise.all(
            children.map((child, index) =>
              listen(child, {
                store: stores[index],
                redisPort: server.port,
                issuer: { issuer: issuer.issuer, jwks: issuer.jwks },
              }),
            ),
          );
          const outcomes = await Promise.all(
            made.map((proof) =>
              Promise.all(
                Array.from({ length: COPIES }, (_, copy) =>
                  send({ port: ports[copy % PROCESSES] ?? 0, agent, token, proof }),
                ),
              ),
            ),
          );
          const good = Array.from({ length: accepted }, () => '200 accepted');
          const bad = Array.from({ length: COPIES - accepted }, () => '401 replayed');
          for (const seen of outcomes) expect(seen.toSorted()).toEqual([...good, ...bad]);
        } finally {
          agent.destroy();
          await Promise.all(children.map(end));
        }
      },
    );
  });
}

async function listen(child: ChildProcess, settings: object): Promise<number> {
  child.send(settings);
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return port;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

interface Sent {
  readonly port: number;
  readonly agent: Agent;
  readonly token: string;
  readonly proof: string;
}

function send({ port, agent, token, proof }: Sent): Promise<string> {
  const headers = { authorization: `DPoP ${token}`, dpop: proof };
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, agent, headers }, (response) => {
      response.resume().on('end', () => {
        resolve(`${response.statusCode} ${response.headers['x-outcome']}`);
      });
    }).on('error', reject);
  });
}

function rethrow(error: Error): never {
  throw error;
}
