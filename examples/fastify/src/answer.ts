import type { RefusalResponse } from '@holdfast/auth-core';
import { mergeHeader } from '@holdfast/auth-core';
import type { FastifyReply } from 'fastify';

/** Sends an answer of the core as it stands. */
export function send(reply: FastifyReply, { status, headers, body }: RefusalResponse): void {
  setHeaders(reply, headers);
  // To a string Fastify would add a charset; to an empty one, a media type.
  reply.code(status).send(body === '' ? undefined : Buffer.from(body));
}

/** Sets the core's header fields, keeping what the application has put into lists. */
export function setHeaders(reply: FastifyReply, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    reply.header(name, mergeHeader(name, reply.getHeader(name), value));
  }
}
