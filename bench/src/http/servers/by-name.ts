import type { Server } from 'node:http';
import type { Setting } from '../setting.ts';
import {
  bareExpress,
  fieldsExpress,
  holdfastExpress,
  joseExpress,
  jwtBearerExpress,
  readingExpress,
} from './express.ts';
import { bareHono, fieldsHono, holdfastHono, joseHono, jwkHono } from './hono.ts';
import { bareKoa, fieldsKoa, holdfastKoa, joseKoa } from './koa.ts';
import { bareTrpc, holdfastTrpc, joseTrpc } from './trpc.ts';

/** Starts a server on a free port of 127.0.0.1. */
type Start = (setting: Setting) => Server;

/** The name that the process of a server is started with. */
export type ServerName =
  | `${'bare' | 'holdfast' | 'jose'}${'Express' | 'Koa' | 'Hono' | 'Trpc'}`
  | `fields${'Express' | 'Koa' | 'Hono'}`
  | 'jwtBearerExpress'
  | 'readingExpress'
  | 'jwkHono';

/** Every server that is measured. */
export const SERVERS: Readonly<Record<ServerName, Start>> = {
  bareExpress,
  fieldsExpress,
  holdfastExpress,
  joseExpress,
  jwtBearerExpress,
  readingExpress,
  bareKoa,
  fieldsKoa,
  holdfastKoa,
  joseKoa,
  bareHono,
  fieldsHono,
  holdfastHono,
  jwkHono,
  joseHono,
  bareTrpc,
  holdfastTrpc,
  joseTrpc,
};
