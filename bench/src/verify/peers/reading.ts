import type { JWK } from 'jose';
import type { Members } from '../jws-reader.ts';
import { JwsReader } from '../jws-reader.ts';
import type { Input, Setting } from '../setting.ts';
import { tokenOf } from '../setting.ts';
import type { Peer } from './peer.ts';

interface Received {
  readonly token: string;
  readonly proof: string | undefined;
}

/**
 * No library, and no check but that of the signatures and, where there is a proof, of the token's hash in it: how far from
 * the limit anybody begins.
 */
export function reading({ algorithm, issuers }: Setting): Peer<Received> {
  const published = issuers.flatMap(({ jwks }) => jwks.keys);
  const tokens = new JwsReader(algorithm, ({ kid }) => published.find((key) => key.kid === kid));
  const proofs = new JwsReader('ES256', ({ jwk }) => jwk as JWK);
  // One after the other, as for anybody who lets no stranger buy a second verification.
  const readBoth = async (token: string, proof: string): Promise<Members> => {
    const read = tokens.read(token);
    const hashed = crypto.subtle.digest('SHA-256', Buffer.from(token, 'latin1'));
    const claims = await read;
    const hash = await hashed;
    const { ath } = await proofs.read(proof);
    if (ath === Buffer.from(hash).toString('base64url')) return claims;
    throw new Error('The proof is for another token.');
  };
  return {
    receive: (input: Input) => ({ token: tokenOf(input), proof: input.dpop }),
    judge: ({ token, proof }) =>
      proof === undefined ? tokens.read(token) : readBoth(token, proof),
    accepts: (answer) => (answer as Members)['iss'] !== undefined,
  };
}
