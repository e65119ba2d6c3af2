// A process that verifies DPoP requests, forked with the port of a Redis server, or with none for the store in memory.
import { ApiClient } from '@holdfast/auth-core';
import { RedisReplayStore } from '@holdfast/auth-redis';
import type { DpopClient } from '@holdfast/auth-testing';
import { createDpopClient, createTestIssuer } from '@holdfast/auth-testing';
import { createClient } from 'redis';
import { answerOrders } from '../answer-orders.ts';
import { withBadSignature } from '../verify/material/make-tokens.ts';

/** What the parent asks for, each answered once. */
export type Order =
  | { readonly prepare: number }
  | { readonly run: { readonly seconds: number; readonly concurrency: number } };

/** The process has started, or the proofs of the next window are made. */
export interface Ready {
  readonly ready: true;
}

/** What a window has shown. */
export interface Answer {
  /** Requests a second. */
  readonly rate: number;
  /** Milliseconds that the median request took. */
  readonly latency: number;
  /** Requests for each second of processor time, the process's threads included. */
  readonly efficiency: number;
}

interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const CLIENTS = 100;
const AUDIENCE = 'https://api.test';
const URL = 'https://api.test/things';

const port = Number(process.argv[2] ?? 0);
const issuer = await createTestIssuer();
const clients: { readonly client: DpopClient; readonly accessToken: string }[] = [];
for (let index = 0; index < CLIENTS; index++) {
  const client = await createDpopClient();
  clients.push({ client, accessToken: await issuer.mint({ dpopKey: client }) });
}
const api = new ApiClient({
  issuer: issuer.issuer,
  audience: AUDIENCE,
  fetch: issuer.fetch,
  ...(port > 0 && { dpop: { replay: await sharedStore() } }),
});
let prepared: SignedRequest[] = [];

async function sharedStore(): Promise<RedisReplayStore> {
  const redis = createClient({ socket: { host: '127.0.0.1', port } });
  const store = new RedisReplayStore(redis);
  await redis.connect();
  return store;
}

async function sign(index: number): Promise<SignedRequest> {
  const signer = clients[index % CLIENTS];
  if (signer === undefined) throw new Error('There is no client.');
  const { client, accessToken } = signer;
  const dpop = await client.proof({ method: 'GET', url: URL, accessToken });
  return { method: 'GET', url: URL, headers: { authorization: `DPoP ${accessToken}`, dpop } };
}

async function prepare(count: number): Promise<void> {
  prepared = [];
  while (prepared.length < count) {
    prepared.push(...(await Promise.all(Array.from({ length: 200 }, (_, index) => sign(index)))));
  }
  await mustJudge();
  globalThis.gc?.();
}

/** Holds what is measured to its task: a good proof passes once, and one with a bad signature never. */
async function mustJudge(): Promise<void> {
  const request = await sign(0);
  const first = await api.authenticate(request);
  const second = await api.authenticate(request);
  const { headers, ...rest } = await sign(1);
  const dpop = withBadSignature(headers['dpop'] ?? '');
  const forged = await api.authenticate({ ...rest, headers: { ...headers, dpop } });
  const reasons = [second, forged].map((result) => (result.ok ? 'none' : result.error.reason));
  if (first.ok && reasons.join(' ') === 'replayed proof_bad_signature') return;
  throw new Error(`Good proofs must pass once, and bad ones never: ${reasons.join(', ')}.`);
}

async function run(seconds: number, concurrency: number): Promise<Answer> {
  const latencies: number[] = [];
  const cpu = process.cpuUsage();
  const start = performance.now();
  const end = start + seconds * 1000;
  const work = async (): Promise<void> => {
    for (let before = start; before < end; ) {
      const request = prepared.pop();
      if (request === undefined) return;
      before = performance.now();
      const result = await api.authenticate(request);
      if (!result.ok) throw result.error;
      latencies.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  const elapsed = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  latencies.sort((a, b) => a - b);
  return {
    rate: latencies.length / elapsed,
    latency: latencies[Math.floor(latencies.length / 2)] ?? Number.NaN,
    efficiency: (latencies.length * 1e6) / (user + system),
  };
}

async function obey(order: Order): Promise<Answer | Ready> {
  if ('run' in order) return run(order.run.seconds, order.run.concurrency);
  await prepare(order.prepare);
  return { ready: true };
}

answerOrders(obey);
process.send?.({ ready: true } satisfies Ready);
