import type { CorsOptions } from 'cors';
import { REQUEST_ID_FIELD } from '../control/protocol.ts';
import { isLoopbackOrigin } from '../loopback.ts';

/** The header fields that scripts of other origins may send to the APIs. */
export const REQUEST_FIELDS: string[] = [
  'authorization',
  'dpop',
  'content-type',
  'legacy-session',
  REQUEST_ID_FIELD,
];

/** What they may read besides `WWW-Authenticate` and `DPoP-Nonce`, which Holdfast exposes itself. */
export const ANSWER_FIELDS: string[] = ['retry-after'];

/** Who may call, as the package `cors` takes it, for Express and tRPC: what this machine itself serves. */
export const CORS: CorsOptions = {
  origin: (origin, answer) => answer(null, isLoopbackOrigin(origin ?? '')),
  allowedHeaders: REQUEST_FIELDS,
  exposedHeaders: ANSWER_FIELDS,
};
