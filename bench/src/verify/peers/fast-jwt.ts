import { createPublicKey } from 'node:crypto';
import { createVerifier } from 'fast-jwt';
import type { Setting } from '../setting.ts';
import { AUDIENCE, tokenOf } from '../setting.ts';
import type { Peer } from './peer.ts';
import { acceptsAll } from './peer.ts';

/** With its key given, which makes it synchronous: no threads. */
export function fastJwt(setting: Setting): Peer<string> {
  return verifier(setting, false);
}

/** With its cache of 1000 tokens, which it looks up by their SHA-512. */
export function fastJwtCached(setting: Setting): Peer<string> {
  return verifier(setting, true);
}

function verifier({ algorithm, issuers: [first] }: Setting, cache: boolean): Peer<string> {
  const [jwk] = first?.jwks.keys ?? [];
  if (first === undefined || jwk === undefined) throw new Error('There is no key.');
  const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
  const verify = createVerifier({
    key: key.export({ type: 'spki', format: 'pem' }),
    algorithms: [algorithm],
    allowedIss: first.issuer,
    allowedAud: AUDIENCE,
    cache,
  });
  return {
    receive: (input) => input.authorization,
    judge: (authorization): unknown => verify(tokenOf({ authorization, dpop: undefined })),
    accepts: acceptsAll,
  };
}
