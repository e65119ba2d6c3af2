import { createTestIssuer } from '@holdfast/auth-testing';
import { initTRPC } from '@trpc/server';
import type { ApiClientOptions, AuthContext } from '../src/index.ts';
import { ApiClient } from '../src/index.ts';

/** The audience of every token that the issuer mints without another one. */
export const AUDIENCE = 'https://api.test';

/** The issuer of these tests. */
export const issuer: Awaited<ReturnType<typeof createTestIssuer>> = await createTestIssuer({
  algorithm: 'ES256',
});

/** The options of a client that needs no network, so that every request finds warm keys. */
export const OPTIONS: Pick<ApiClientOptions, 'audience'> & {
  readonly issuer: { readonly issuer: string; readonly jwks: typeof issuer.jwks };
} = {
  issuer: { issuer: issuer.issuer, jwks: issuer.jwks },
  audience: AUDIENCE,
};

/** Makes a client with the options above and these. */
export function createApi(
  options: Omit<ApiClientOptions, 'issuer' | 'issuers' | 'domain' | 'audience'> = {},
): ApiClient {
  return new ApiClient({ ...OPTIONS, ...options } as ApiClientOptions);
}

/** tRPC as an application sets it up whose context holds something of its own too. */
export const t = initTRPC
  .context<AuthContext & { readonly app: string }>()
  .create({ isDev: false });

/** The header fields of a request with this access token. */
export function bearer(token: string): { readonly authorization: string } {
  return { authorization: `Bearer ${token}` };
}
