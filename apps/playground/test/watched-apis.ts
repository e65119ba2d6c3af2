import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import { MemoryReplayStore } from '@holdfast/auth-core';
import type { DpopClient, MintOptions, TestIssuer } from '@holdfast/auth-testing';
import { createDpopClient, createTestIssuer } from '@holdfast/auth-testing';
import { getRequestListener } from '@hono/node-server';
import { createApiClients } from '../server/api-clients.ts';
import type { Framework } from '../server/control/protocol.ts';
import { FRAMEWORKS } from '../server/control/protocol.ts';
import { expressApi } from '../server/messages-api/express-api.ts';
import { honoApi } from '../server/messages-api/hono-api.ts';
import { koaApi } from '../server/messages-api/koa-api.ts';
import { MessagesService } from '../server/messages-api/messages-service.ts';
import { trpcApi } from '../server/messages-api/trpc-api.ts';
import type { OperationId } from '../server/operations.ts';
import { plainRequest } from '../server/operations.ts';
import { ARCHIVE, RESOURCE } from '../server/parties.ts';
import { close, listen } from '../server/ports.ts';
import { EventLog } from '../server/watch/event-log.ts';

/** What the nonces of the APIs are made with. */
export const NONCE_SECRET = 'a secret of these tests, 32 bytes of it';

/** The four APIs, at an authorization server that lives in the test. */
export class WatchedApis {
  /** Seconds since the epoch, for everybody here: it stands still unless a test moves it. */
  readonly clock: { now: number };
  readonly issuer: TestIssuer;
  readonly dpop: DpopClient;
  readonly log = new EventLog(() => this.clock.now * 1000);
  readonly #origins = new Map<Framework, string>();
  readonly #servers: Server[] = [];

  private constructor(issuer: TestIssuer, dpop: DpopClient, clock: { now: number }) {
    this.issuer = issuer;
    this.dpop = dpop;
    this.clock = clock;
  }

  static async start(): Promise<WatchedApis> {
    const clock = { now: Math.floor(Date.now() / 1000) };
    const now = (): number => clock.now;
    const issuer = await createTestIssuer({ algorithm: 'ES256', now });
    const apis = new WatchedApis(issuer, await createDpopClient({ now }), clock);
    await apis.#serve();
    return apis;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#servers.map(close));
  }

  /** Gives a good token for the messages API, or what the options say. */
  token(options: MintOptions = {}): Promise<string> {
    return this.issuer.mint({ audience: RESOURCE, ...options });
  }

  /** Where an operation of one of the APIs is. */
  url(framework: Framework, id: OperationId): string {
    return `${this.#origins.get(framework)}${plainRequest(framework, id).path}`;
  }

  /** Sends an operation. */
  async call(
    framework: Framework,
    id: OperationId,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const { method, body = null } = plainRequest(framework, id);
    return fetch(this.url(framework, id), { method, body, headers });
  }

  /** Makes the header fields of a DPoP request, with a fresh proof. */
  async proven(
    framework: Framework,
    id: OperationId,
    nonce?: string,
  ): Promise<{ readonly authorization: string; readonly dpop: string }> {
    const accessToken = await this.token({ dpopKey: this.dpop });
    const { method } = plainRequest(framework, id);
    const url = this.url(framework, id);
    const dpop = await this.dpop.proof({ method, url, accessToken, nonce });
    return { authorization: `DPoP ${accessToken}`, dpop };
  }

  async #serve(): Promise<void> {
    const now = (): number => this.clock.now;
    const servers = FRAMEWORKS.map((framework) => [framework, createServer()] as const);
    for (const [framework, server] of servers) {
      this.#servers.push(server);
      this.#origins.set(framework, await listen(server, 0));
    }
    const originOf = (framework: Framework): string => this.#origins.get(framework) ?? '';
    const clients = createApiClients({
      issuer: this.issuer.issuer,
      origins: {
        express: originOf('express'),
        koa: originOf('koa'),
        hono: originOf('hono'),
        trpc: originOf('trpc'),
        archive: ARCHIVE,
      },
      log: this.log,
      replay: new MemoryReplayStore({ now }),
      nonceSecret: NONCE_SECRET,
      fetch: this.issuer.fetch,
      now,
    });
    const service = (framework: Framework): MessagesService =>
      new MessagesService(clients[framework], { records: '', events: '' });
    const listeners: Readonly<Record<Framework, RequestListener>> = {
      express: expressApi(service('express')),
      koa: koaApi(service('koa')).callback(),
      hono: getRequestListener(honoApi(service('hono')).fetch),
      trpc: trpcApi(service('trpc')),
    };
    for (const [framework, server] of servers) server.on('request', listeners[framework]);
  }
}
