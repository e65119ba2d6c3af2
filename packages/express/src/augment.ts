/**
 * Types `req.auth` in the whole program. Only what imports `@holdfast/auth-express/augment` gets
 * it: a global type that comes by itself would collide with other libraries' `req.auth`.
 */
import type { AuthInfo } from '@holdfast/auth-core';

declare global {
  namespace Express {
    interface Request {
      /** The caller, where `auth()` has let an authenticated request through. */
      auth?: AuthInfo | undefined;
    }
  }
}
