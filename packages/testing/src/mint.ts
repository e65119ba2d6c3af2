import type { CryptoKey } from 'jose';
import type { DpopKey } from './dpop-key.ts';

/** The audience of a token that was minted without one. */
export const DEFAULT_AUDIENCE = 'https://api.test';

/** What differs from a good token. Everything is optional. */
export interface MintOptions {
  /** `aud`. Default `"https://api.test"`. */
  readonly audience?: string | readonly string[] | undefined;
  /** `scope`: space-separated, or a list that is joined with spaces. Default: the claim is absent. */
  readonly scope?: string | readonly string[] | undefined;
  /** `sub`. Default `"test-subject"`. */
  readonly subject?: string | undefined;
  /** `client_id`. Default `"test-client"`. */
  readonly clientId?: string | undefined;
  /** Seconds from `iat` to `exp`; negative for a token that has run out. Default 3600. */
  readonly expiresIn?: number | undefined;
  /**
   * Binds the token to a DPoP key (RFC 9449 section 6.1): `cnf` with its thumbprint as `jkt`.
   * Default: the claim is absent.
   */
  readonly dpopKey?: DpopKey | undefined;
  /** Claims that replace or join those above; a member that is `undefined` removes its claim. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  /** Header parameters that replace or join `alg`, `kid` and `typ`; `undefined` removes one. */
  readonly header?: Readonly<Record<string, unknown>> | undefined;
  /**
   * Signs with another key, while `alg` and `kid` stay the issuer's unless `header` replaces them:
   * a forgery. Default: the issuer's current key.
   */
  readonly key?: CryptoKey | undefined;
}

/** What the issuer knows when it mints. */
export interface MintContext {
  readonly issuer: string;
  readonly algorithm: string;
  readonly kid: string;
  /** Seconds since the epoch. */
  readonly now: number;
  /** The thumbprint of the key that the token is bound to. */
  readonly jkt: string | undefined;
}

/** Composes the header and claims of a token as RFC 9068 section 2 asks for them. */
export function composeToken(
  options: MintOptions,
  context: MintContext,
): { header: Record<string, unknown>; payload: Record<string, unknown> } {
  const iat = Math.floor(context.now);
  const { scope } = options;
  return {
    header: { alg: context.algorithm, typ: 'at+jwt', kid: context.kid, ...options.header },
    payload: {
      iss: context.issuer,
      aud: options.audience ?? DEFAULT_AUDIENCE,
      sub: options.subject ?? 'test-subject',
      client_id: options.clientId ?? 'test-client',
      iat,
      exp: iat + (options.expiresIn ?? 3600),
      jti: crypto.randomUUID(),
      ...(scope !== undefined && { scope: typeof scope === 'string' ? scope : scope.join(' ') }),
      ...(context.jkt !== undefined && { cnf: { jkt: context.jkt } }),
      ...options.claims,
    },
  };
}
