import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import type { OAuthClient, OAuthUser, ProcessTokenExchangeArgs } from '@jmondi/oauth2-server';
import { AuthorizationServer, OAuthException } from '@jmondi/oauth2-server';
import {
  handleExpressError,
  handleExpressResponse,
  requestFromExpress,
} from '@jmondi/oauth2-server/express';
import express from 'express';
import { decodeJwt, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';

const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:token-exchange';

/** The type of its own tokens that it exchanges: it wants `:oauth:token-type:` in each. */
export const OWN_TYPE = 'urn:example:oauth:token-type:legacy-session';

/** Its scopes. */
const SCOPES = ['read:archive'];

/** A client of it; without a secret it is public. */
export interface OtherClient {
  readonly id: string;
  readonly secret?: string;
}

/**
 * Makes an authorization server of other make than the playground's: the token exchange is that of
 * `@jmondi/oauth2-server`; who may have what, the keys and the metadata are of this file.
 *
 * @param issuer the origin at which it is served
 */
export async function createOtherAuthorizationServer(
  issuer: string,
  registered: readonly OtherClient[],
): Promise<RequestListener> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const clients = registered.map(
    ({ id, secret }): OAuthClient => ({
      id,
      name: id,
      secret: secret ?? null,
      redirectUris: [],
      allowedGrants: [GRANT_TYPE],
      scopes: [],
    }),
  );
  const verify = async (token: string): Promise<Record<string, unknown>> =>
    (await jwtVerify(token, publicKey, { issuer })).payload;

  const userFor = async (args: ProcessTokenExchangeArgs): Promise<OAuthUser> => {
    if (args.subjectTokenType === OWN_TYPE) {
      if (args.subjectToken === 'session-of-alice') return { id: 'alice' };
    } else {
      const claims = await verify(args.subjectToken).catch(() => undefined);
      if (claims !== undefined)
        return { id: String(claims['sub']), act: claims['act'], acted: true };
    }
    throw OAuthException.invalidGrant('The subject token is not valid.');
  };

  const server = new AuthorizationServer(
    {
      getByIdentifier: async (id) =>
        clients.find((client) => client.id === id) ??
        Promise.reject(OAuthException.invalidClient()),
      isClientValid: async (_grant, client, secret) => (client.secret ?? undefined) === secret,
    },
    {
      issueToken: async (client, scopes, user) => ({
        accessToken: randomUUID(),
        accessTokenExpiresAt: new Date(),
        client,
        scopes,
        user: user ?? null,
      }),
      persist: async () => {},
      revoke: async () => {},
      issueRefreshToken: async (token) => token,
      isRefreshTokenRevoked: async () => true,
      getByRefreshToken: () => Promise.reject(OAuthException.invalidGrant()),
    },
    {
      getAllByIdentifiers: async (names) =>
        SCOPES.filter((name) => names.includes(name)).map((name) => ({ name })),
      finalize: async (scopes) => scopes,
    },
    {
      verify,
      decode: (token) => decodeJwt(token),
      sign: (payload) =>
        new SignJWT(payload as Record<string, unknown>)
          .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt' })
          .sign(privateKey),
      extraTokenFields: ({ user, client }) => {
        // An object, which its types do not foresee.
        return user?.['acted'] === true
          ? { act: { sub: client.id, act: user['act'] } as never }
          : {};
      },
    },
    { issuer },
  );
  server.enableGrantType({ grant: GRANT_TYPE, processTokenExchange: userFor });

  const app = express();
  app.get('/.well-known/openid-configuration', (_request, response) => {
    response.json({ issuer, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks` });
  });
  app.get('/jwks', async (_request, response) => {
    response.json({ keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256' }] });
  });
  app.post('/token', express.urlencoded({ extended: false }), async (request, response) => {
    try {
      const answer = await server.respondToAccessTokenRequest(requestFromExpress(request));
      handleExpressResponse(response, answer);
    } catch (error) {
      handleExpressError(error, response);
    }
  });
  return app;
}
