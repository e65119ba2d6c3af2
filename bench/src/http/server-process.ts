// The process of one measured server: forked with its name, and told the setting over IPC.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { answerOrders } from '../answer-orders.ts';
import { profiled } from '../profile/profiled.ts';
import type { ServerName } from './servers/by-name.ts';
import { SERVERS } from './servers/by-name.ts';
import type { Setting } from './setting.ts';

/** What the parent asks for. */
export type Order =
  | { readonly start: Setting }
  | 'tell usage'
  /** A CPU profile of the next seconds, written to a file. */
  | { readonly profile: string; readonly seconds: number };

/** What it gets; one answer to each order. */
export type Answer =
  | { readonly port: number }
  /** Microseconds of processor time of the whole process so far, its threads included. */
  | { readonly cpu: number }
  | { readonly profile: string };

async function obey(order: Order): Promise<Answer> {
  if (order === 'tell usage') {
    const { user, system } = process.cpuUsage();
    return { cpu: user + system };
  }
  if ('profile' in order) {
    await profiled(order.profile, () => setTimeout(order.seconds * 1000));
    return { profile: order.profile };
  }
  const start = SERVERS[process.argv[2] as ServerName];
  const server = start(order.start);
  if (!server.listening) await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port };
}

answerOrders(obey);
