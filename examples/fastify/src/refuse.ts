import type { AuthError, Refused } from '@holdfast/auth-core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { send } from './answer.ts';

/** Answers a refused request in place of the default answer, by `reply.send`. The request never goes on. */
export type OnError = (
  error: AuthError,
  request: FastifyRequest,
  reply: FastifyReply,
) => void | Promise<void>;

/** Answers a refused request. */
export type Refuse = (
  refused: Refused,
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<FastifyReply>;

/** Makes the function that answers: the given one, or one that sends the core's answer as it is. */
export function refuseWith(onError: OnError | undefined): Refuse {
  return async ({ error, response }, request, reply) => {
    if (onError) await onError(error, request, reply);
    else send(reply, response);
    // A hook that gives the reply ends the request's way (Fastify, "Respond to a request from a hook").
    return reply;
  };
}
