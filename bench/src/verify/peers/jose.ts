import type { JWTVerifyResult } from 'jose';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { Setting } from '../setting.ts';
import { AUDIENCE, tokenOf } from '../setting.ts';
import type { Peer } from './peer.ts';
import { acceptsAll } from './peer.ts';

/** The library itself, as its README shows it: no reading of the request, no answer, no DPoP. */
export function jose({ issuers: [first] }: Setting): Peer<string> {
  if (first === undefined) throw new Error('There is no issuer.');
  const keys = createRemoteJWKSet(new URL(first.jwksUri));
  const options = { issuer: first.issuer, audience: AUDIENCE };
  return {
    receive: (input) => input.authorization,
    judge: (authorization): Promise<JWTVerifyResult> =>
      jwtVerify(tokenOf({ authorization, dpop: undefined }), keys, options),
    accepts: acceptsAll,
  };
}
