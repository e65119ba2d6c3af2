import type { AuthContext } from '@holdfast/auth-trpc';
import { isAuthError } from '@holdfast/auth-trpc';
import { initTRPC } from '@trpc/server';

export const t = initTRPC.context<AuthContext>().create({
  errorFormatter({ shape, error: { cause } }) {
    if (!isAuthError(cause)) return shape;
    const challenge = cause.headers['www-authenticate'];
    return { ...shape, data: { ...shape.data, error: cause.code, challenge } };
  },
});
