import { createHmac, randomUUID, sign } from 'node:crypto';
import type { TokenOrder } from '../control/protocol.ts';
import { MACHINE, RESOURCE, SCOPES } from '../parties.ts';
import type { SigningKey } from './signing-key.ts';
import { createSigningKey } from './signing-key.ts';
import { USUAL_LIFETIME } from './token-lifetime.ts';

/** Whose tokens they look like. */
interface Issuer {
  readonly issuer: string;
  readonly key: SigningKey;
}

/**
 * Makes a token that no authorization server would issue, in the compact form (RFC 7515 section 7.1). It is put
 * together by hand, because a library that signs such tokens would not be worth its name.
 */
export async function craftToken(order: TokenOrder, { issuer, key }: Issuer): Promise<string> {
  const { alg, signatureOf } = await signer(order.signedBy ?? 'server', key);
  const header = laidOver({ typ: 'at+jwt', alg, kid: key.kid }, order.header);
  const claims = laidOver(goodClaims(issuer), order.claims);
  const input = `${encoded(header)}.${encoded(claims)}`;
  return `${input}.${signatureOf(Buffer.from(input)).toString('base64url')}`;
}

/** A way to sign: with the `alg` that says so. */
interface Signer {
  readonly alg: string;
  readonly signatureOf: (input: Buffer) => Buffer;
}

async function signer(
  signedBy: NonNullable<TokenOrder['signedBy']>,
  key: SigningKey,
): Promise<Signer> {
  if (signedBy === 'nobody') return { alg: 'none', signatureOf: () => Buffer.alloc(0) };
  if (signedBy === 'public-key') {
    // What a verifier with one function for all algorithms would take as the secret (RFC 8725 section 2.1).
    const secret = key.publicKey.export({ type: 'spki', format: 'pem' });
    return {
      alg: 'HS256',
      signatureOf: (input) => createHmac('sha256', secret).update(input).digest(),
    };
  }
  const { alg, privateKey } = signedBy === 'server' ? key : await createSigningKey();
  return { alg, signatureOf: (input) => sign('sha256', input, privateKey) };
}

/** The claims of RFC 9068 section 2.2, for a client that acts for itself. */
function goodClaims(issuer: string): object {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: issuer,
    sub: MACHINE.id,
    aud: RESOURCE,
    client_id: MACHINE.id,
    scope: Object.keys(SCOPES).join(' '),
    jti: randomUUID(),
    iat: now,
    exp: now + USUAL_LIFETIME,
  };
}

/** Adds members, in place of those of the same name; null takes one away. */
function laidOver(good: object, members: object = {}): object {
  const all = Object.entries({ ...good, ...members });
  return Object.fromEntries(all.filter(([, value]) => value !== null));
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
