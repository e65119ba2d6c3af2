import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import { ApiClient } from '@holdfast/auth-core';
import { getRequestListener } from '@hono/node-server';
import { archiveApi } from './archive-api.ts';
import { createAuthorizationServer } from './authorization-server.ts';
import { expressApi } from './express-api.ts';
import { honoApi } from './hono-api.ts';
import { koaApi } from './koa-api.ts';
import { MessagesService } from './messages-service.ts';
import type { ApiParty } from './parties.ts';
import { ARCHIVE_API, MESSAGES_API } from './parties.ts';
import { close, listen } from './ports.ts';
import { trpcApi } from './trpc-api.ts';
import type { Places } from './walk.ts';

/** The ports that the servers are wanted at; 0 for any. */
export type Ports = Readonly<Record<keyof Places, number>>;

/** The servers of the playground, all in this process. */
export class Servers {
  readonly #log: (line: string) => void;
  readonly #servers: Server[] = [];

  /** @param log gets a line for each request to the archive */
  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  /** Starts them, and says where they are. */
  async start(ports: Ports): Promise<Places> {
    const [authorizationServer, issuer] = await this.#open(ports.issuer);
    authorizationServer.on('request', await createAuthorizationServer(issuer));

    const client = apiClient(issuer, MESSAGES_API);
    await client.warmUp();
    const records = archiveApi(apiClient(issuer, ARCHIVE_API), this.#log);
    const archive = await this.#serve(ports.archive, records);
    const neighbours = { records: `${archive}/records`, events: `${issuer}/calendar/events` };
    const service = (): MessagesService => new MessagesService(client, neighbours);
    return {
      issuer,
      archive,
      api: await this.#serve(ports.api, expressApi(service())),
      koa: await this.#serve(ports.koa, koaApi(service()).callback()),
      hono: await this.#serve(ports.hono, getRequestListener(honoApi(service()).fetch)),
      trpc: await this.#serve(ports.trpc, trpcApi(service())),
    };
  }

  async stop(): Promise<void> {
    await Promise.all(this.#servers.map(close));
  }

  async #serve(port: number, listener: RequestListener): Promise<string> {
    const [server, origin] = await this.#open(port);
    server.on('request', listener);
    return origin;
  }

  async #open(port: number): Promise<[Server, string]> {
    const server = createServer();
    this.#servers.push(server);
    return [server, await listen(server, port)];
  }
}

function apiClient(issuer: string, { id, secret, audience }: ApiParty): ApiClient {
  return new ApiClient({
    issuer,
    audience,
    tokenType: 'at+jwt',
    insecureRequests: true,
    clientId: id,
    clientSecret: secret,
  });
}
