import { Context } from 'hono';
import { jwk } from 'hono/jwk';
import type { Setting } from '../setting.ts';
import { AUDIENCE, METHOD, REQUEST_URL } from '../setting.ts';
import type { Peer } from './peer.ts';
import { acceptsAll } from './peer.ts';

/** The middleware with a context that is there already, without routing and without an answer; its keys are given. */
export function honoJwk({ algorithm, issuers: [first] }: Setting): Peer<Context> {
  if (first === undefined) throw new Error('There is no issuer.');
  const verify = jwk({
    keys: first.jwks.keys.map((key) => ({ ...key, kid: key.kid ?? '' })),
    alg: [algorithm],
    verification: { iss: first.issuer, aud: AUDIENCE, typ: 'at+jwt' },
  });
  const next = async (): Promise<void> => {};
  return {
    receive: ({ authorization }) =>
      new Context(
        new Request(REQUEST_URL, {
          method: METHOD,
          headers: { accept: 'application/json', authorization },
        }),
      ),
    judge: (context) => verify(context, next),
    accepts: acceptsAll,
  };
}
