import { isAuthError } from '@holdfast/auth-core';
import { TRPCError } from '@trpc/server';

const CODES: Readonly<Record<number, TRPCError['code']>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  503: 'SERVICE_UNAVAILABLE',
};

/**
 * Makes the error that tRPC answers with. The message of a refusal is a constant; that of any other error may say
 * too much, and tRPC would send it.
 */
export function trpcErrorOf(cause: unknown): TRPCError {
  const code = isAuthError(cause) ? CODES[cause.statusCode] : undefined;
  return code !== undefined && isAuthError(cause)
    ? new TRPCError({ code, message: cause.message, cause })
    : new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: 'Internal server error', cause });
}
