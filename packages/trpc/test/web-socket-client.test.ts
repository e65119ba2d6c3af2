import type { AddressInfo } from 'node:net';
import { createTestIssuer } from '@holdfast/auth-testing';
import { createTRPCClient, createWSClient, wsLink } from '@trpc/client';
import { applyWSSHandler } from '@trpc/server/adapters/ws';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { trpcAuth } from '../src/index.ts';
import { OPTIONS, t } from './setting.ts';

let time = 1_900_000_000;
const now = (): number => time;
const issuer = await createTestIssuer({ algorithm: 'ES256', now });
const { createContext, authenticated } = trpcAuth({
  audience: OPTIONS.audience,
  issuer: { issuer: issuer.issuer, jwks: issuer.jwks },
  now,
});
const router = t.router({
  events: t.procedure.use(authenticated).subscription(async function* ({ ctx, signal }) {
    yield ctx.auth.clientId;
    await new Promise((aborted) => signal?.addEventListener('abort', aborted));
  }),
});

const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
applyWSSHandler({
  wss: server,
  router,
  createContext: (options) => ({ ...createContext(options), app: 'things' }),
});
await new Promise((listening) => server.once('listening', listening));

afterEach(() => void vi.useRealTimers());
afterAll(async () => {
  for (const socket of server.clients) socket.terminate();
  await new Promise((closed) => server.close(closed));
});

test("tRPC's client connects again when its token has run out, with the next one, and subscribes again", async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let clientId = 'first';
  const client = createWSClient({
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    WebSocket: WebSocket as unknown as typeof globalThis.WebSocket,
    retryDelayMs: () => 0,
    connectionParams: async () => ({
      authorization: `Bearer ${await issuer.mint({ clientId, expiresIn: 60 })}`,
    }),
  });
  const trpc = createTRPCClient<typeof router>({ links: [wsLink({ client })] });
  const seen: string[] = [];
  const errors: unknown[] = [];
  const subscription = trpc.events.subscribe(undefined, {
    onData: (data) => void seen.push(data),
    onError: (error) => void errors.push(error),
  });
  await vi.waitFor(() => expect(seen).toEqual(['first']));
  clientId = 'second';
  time += 60;
  vi.advanceTimersByTime(60_000);
  await vi.waitFor(() => expect(seen).toEqual(['first', 'second']));
  expect(errors).toEqual([]);
  subscription.unsubscribe();
  await client.close();
});
