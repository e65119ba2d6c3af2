import { calculateJwkThumbprint, EncryptJWT, exportJWK, generateKeyPair } from 'jose';
import type { TokenOrder } from '../../server/control/protocol.ts';
import { PAGE, RESOURCE } from '../../server/parties.ts';
import { craftToken } from '../control/control-client.ts';
import type { DpopKey } from '../session/dpop-key.ts';
import { makeDpopKey, makeProof } from '../session/dpop-key.ts';

/** What there is to inspect. */
export interface Pasted {
  readonly text: string;
  /** Where it is a proof: the token that goes with it, if that is known. */
  readonly accessToken?: string | undefined;
}

/** What a sample is made with. */
export interface SampleSetting {
  /** The URL of a request that a proof can be for. */
  readonly url: string;
  /** Seconds since the epoch. */
  readonly now: number;
}

/** Something to look at for who has nothing to paste. */
export interface Sample {
  readonly title: string;
  readonly make: (setting: SampleSetting) => Promise<Pasted>;
}

/** The samples, the plain ones first. */
export const SAMPLES: readonly Sample[] = [
  crafted('A good access token', () => ({})),
  crafted('An expired one', (now) => ({ claims: { iat: now - 780, exp: now - 180 } })),
  crafted('One for another API', () => ({ claims: { aud: 'https://other.example' } })),
  crafted('One that nobody signed', () => ({ signedBy: 'nobody' })),
  crafted('One that a stranger signed', () => ({ signedBy: 'stranger' })),
  crafted('An ID token', () => ({
    header: { typ: 'JWT' },
    claims: { aud: PAGE.id, nonce: crypto.randomUUID(), client_id: null, scope: null },
  })),
  { title: 'An encrypted token', make: encryptedToken },
  { title: 'A DPoP proof', make: proof },
  { title: 'A proof that gives its key away', make: leakingProof },
];

function crafted(title: string, order: (now: number) => TokenOrder): Sample {
  return { title, make: async ({ now }) => ({ text: await craftToken(order(Math.floor(now))) }) };
}

async function encryptedToken(): Promise<Pasted> {
  const text = await new EncryptJWT({ aud: RESOURCE })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: 'at+jwt' })
    .encrypt(crypto.getRandomValues(new Uint8Array(32)));
  return { text };
}

async function proof({ url }: SampleSetting): Promise<Pasted> {
  return proofBy(await makeDpopKey(), url);
}

async function leakingProof({ url }: SampleSetting): Promise<Pasted> {
  const pair = (await generateKeyPair('ES256', { extractable: true })) as CryptoKeyPair;
  const jwk = { ...(await exportJWK(pair.privateKey)) };
  return proofBy({ pair, jwk, jkt: await calculateJwkThumbprint(jwk) }, url);
}

async function proofBy(key: DpopKey, url: string): Promise<Pasted> {
  const accessToken = await craftToken({ claims: { cnf: { jkt: key.jkt } } });
  return { text: await makeProof(key, { method: 'GET', url, accessToken }), accessToken };
}
