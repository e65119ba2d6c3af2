import { randomBytes } from 'node:crypto';
import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { ApiClientSetting } from './api-clients.ts';
import { createApiClients, KEY_CACHE, oldNonce } from './api-clients.ts';
import { archiveApi } from './archive-api.ts';
import { createAuthorizationServer } from './authorization-server/authorization-server.ts';
import type { Controlled } from './control/control-api.ts';
import type { ApiName, Framework, Setting } from './control/protocol.ts';
import { expressApi } from './messages-api/express-api.ts';
import { honoApi } from './messages-api/hono-api.ts';
import { koaApi } from './messages-api/koa-api.ts';
import { MessagesService } from './messages-api/messages-service.ts';
import { trpcApi } from './messages-api/trpc-api.ts';
import { onlyThisHost } from './only-this-host.ts';
import { pageServer } from './page/page-server.ts';
import { close, listen } from './ports.ts';
import { openReplayStore } from './replay-store.ts';
import { SwitchableServer } from './switchable-server.ts';
import type { Places } from './terminal/walk.ts';
import { EventLog } from './watch/event-log.ts';

/** The ports that the servers are wanted at; 0 for any. */
export type Ports = Readonly<Record<keyof Places, number>>;

/** Where the servers are, and what remembers the proofs that were used. */
export interface Started extends Places {
  readonly replayStore: Setting['replayStore'];
}

// Node's own limit, 16 KiB, would refuse a token that is too large before Holdfast can.
const MOST_OF_HEADER = 64 * 1024;

/** The servers of the playground, all in this process. */
export class Servers {
  readonly #log: (line: string) => void;
  readonly #redisUrl: string | undefined;
  readonly #closing: Array<() => Promise<void>> = [];

  /**
   * @param log gets a line for each request to the archive
   * @param redisUrl where Redis is; without it, it is looked for at its usual place
   */
  constructor(log: (line: string) => void, redisUrl?: string) {
    this.#log = log;
    this.#redisUrl = redisUrl;
  }

  /** Starts them, and says where they are. */
  async start(ports: Ports): Promise<Started> {
    const host = await this.#open(ports.issuer);
    const issuer = host.origin;
    const authorizationServer = await createAuthorizationServer(issuer);
    serve(host, authorizationServer.listener);

    const replay = await openReplayStore(this.#redisUrl);
    this.#closing.push(replay.close);
    const log = new EventLog(Date.now);
    const nonceSecret = randomBytes(32).toString('base64url');
    const { archive, ...apis } = await this.#startApis(ports, {
      issuer,
      log,
      replay: replay.store,
      nonceSecret,
    });

    const page = await this.#open(ports.page);
    const controlled: Controlled = {
      setting: { issuer, apis, archive, replayStore: replay.kind, keyCache: KEY_CACHE },
      server: new SwitchableServer(host.server),
      authorizationServer,
      log,
      oldNonce: () => oldNonce(nonceSecret),
    };
    serve(page, pageServer({ origin: page.origin, controlled }));
    const { express: api, ...others } = apis;
    return { page: page.origin, issuer, api, ...others, archive, replayStore: replay.kind };
  }

  /** Stops what was started. */
  async stop(): Promise<void> {
    await Promise.all(this.#closing.splice(0).map((closeOne) => closeOne()));
  }

  async #startApis(
    ports: Ports,
    setting: Omit<ApiClientSetting, 'origins'>,
  ): Promise<Readonly<Record<ApiName, string>>> {
    const hosts: Readonly<Record<ApiName, Host>> = {
      archive: await this.#open(ports.archive),
      express: await this.#open(ports.api),
      koa: await this.#open(ports.koa),
      hono: await this.#open(ports.hono),
      trpc: await this.#open(ports.trpc),
    };
    const { archive, express, koa, hono, trpc } = hosts;
    const origins = {
      archive: archive.origin,
      express: express.origin,
      koa: koa.origin,
      hono: hono.origin,
      trpc: trpc.origin,
    };
    const clients = createApiClients({ ...setting, origins });
    const neighbours = {
      records: `${origins.archive}/records`,
      events: `${setting.issuer}/calendar/events`,
    };
    const service = (framework: Framework): MessagesService =>
      new MessagesService(clients[framework], neighbours);
    serve(archive, archiveApi(clients.archive, this.#log));
    serve(express, expressApi(service('express')));
    serve(koa, koaApi(service('koa')).callback());
    serve(hono, getRequestListener(honoApi(service('hono')).fetch));
    serve(trpc, trpcApi(service('trpc')));
    return origins;
  }

  async #open(port: number): Promise<Host> {
    const server = createServer({ maxHeaderSize: MOST_OF_HEADER });
    this.#closing.push(() => close(server));
    return { server, origin: await listen(server, port) };
  }
}

/** A server that listens, and where. */
interface Host {
  readonly server: Server;
  readonly origin: string;
}

function serve({ server, origin }: Host, listener: RequestListener): void {
  server.on('request', onlyThisHost(origin, listener));
}
