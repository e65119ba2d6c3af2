import { base64url } from 'jose';
import { describe, test } from 'vitest';
import type { AuthErrorReason } from '../../src/index.ts';
import { BOTH, expectAccepted, expectProofRefused, expectRefused } from './expectations.ts';
import { createApi, createHolder, issuer, makeProof, mintBound, NOW, proven } from './setting.ts';

const holder = await createHolder();
const stranger = await createHolder();
const token = await mintBound(holder);
const api = createApi();
const proof = await makeProof(holder, token);
const [header = '', payload = '', signature = ''] = proof.split('.');
const raw = Buffer.from(signature, 'base64url');

// The order of the group of P-256 (SEC 2, section 2.4.2).
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The other signature that ECDSA accepts for the same content: n - s in place of s. */
function twin(octets: Buffer): Buffer {
  const s = ORDER - BigInt(`0x${octets.subarray(32).toString('hex')}`);
  return Buffer.concat([
    octets.subarray(0, 32),
    Buffer.from(s.toString(16).padStart(64, '0'), 'hex'),
  ]);
}

/** A signature as ASN.1 writes it, which JWS does not take (RFC 7518 section 3.4). */
function der(octets: Buffer): Buffer {
  const integers = [octets.subarray(0, 32), octets.subarray(32)].map((half) => {
    const trimmed = Buffer.from(half.toString('hex').replace(/^(00)+/, ''), 'hex');
    const value = (trimmed[0] ?? 0) > 127 ? Buffer.concat([Buffer.of(0), trimmed]) : trimmed;
    return Buffer.concat([Buffer.of(2, value.length), value]);
  });
  const content = Buffer.concat(integers);
  return Buffer.concat([Buffer.of(0x30, content.length), content]);
}

function changedAt(index: number): Buffer {
  const octets = Buffer.from(raw);
  octets.writeUInt8(octets.readUInt8(index) ^ 1, index);
  return octets;
}

describe('RFC 9449 section 4.3, check 6: the signature', () => {
  const SIGNATURES: { id: string; octets: Uint8Array }[] = [
    { id: 'first bit of r', octets: changedAt(0) },
    { id: 'last bit of r', octets: changedAt(31) },
    { id: 'first bit of s', octets: changedAt(32) },
    { id: 'last bit of s', octets: changedAt(63) },
    { id: 'DER', octets: der(raw) },
    { id: 'cut', octets: raw.subarray(0, 63) },
    { id: 'r alone', octets: raw.subarray(0, 32) },
    { id: 'one octet', octets: raw.subarray(0, 1) },
    { id: 'an octet more', octets: Buffer.concat([raw, Buffer.of(0)]) },
    { id: 'twice', octets: Buffer.concat([raw, raw]) },
    { id: 's and r exchanged', octets: Buffer.concat([raw.subarray(32), raw.subarray(0, 32)]) },
    { id: 'CVE-2022-21449: zeros', octets: new Uint8Array(64) },
    { id: 'r and s of the order', octets: Buffer.from(ORDER.toString(16).repeat(2), 'hex') },
    { id: 'all ones', octets: new Uint8Array(64).fill(255) },
    { id: '4 KiB', octets: new Uint8Array(4096).fill(7) },
  ];
  test.each(SIGNATURES)('$id: refused', async ({ octets }) => {
    const forged = `${header}.${payload}.${base64url.encode(octets)}`;
    await expectProofRefused(api, proven(token, forged), 'proof_bad_signature');
  });

  test('by a key that is not the jwk: refused', async () => {
    const forged = await makeProof(holder, token, { key: stranger.privateKey });
    await expectProofRefused(api, proven(token, forged), 'proof_bad_signature');
  });

  test('of another proof of the same key: refused', async () => {
    const [, , other] = (await makeProof(holder, token)).split('.');
    const forged = `${header}.${payload}.${other}`;
    await expectProofRefused(api, proven(token, forged), 'proof_bad_signature');
  });

  test('a header or payload that was not signed: refused', async () => {
    const [otherHeader, otherPayload] = (await makeProof(stranger, token)).split('.');
    for (const forged of [
      `${otherHeader}.${payload}.${signature}`,
      `${header}.${otherPayload}.${signature}`,
    ]) {
      await expectProofRefused(api, proven(token, forged), 'proof_bad_signature');
    }
  });

  test('HS256 with the public key as the secret: refused', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(holder.publicJwk));
    const hmac = { name: 'HMAC', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('raw', secret, hmac, false, ['sign']);
    for (const [alg, reason] of [
      ['HS256', 'proof_algorithm_not_allowed'],
      ['ES256', 'proof_bad_signature'],
    ] as [string, AuthErrorReason][]) {
      const forged = await makeProof(holder, token, { header: { alg }, key });
      await expectProofRefused(api, proven(token, forged), reason);
    }
  });

  test('the twin that ECDSA has of every signature is no second use', async () => {
    const used = await makeProof(holder, token);
    const [first, second, third = ''] = used.split('.');
    const octets = twin(Buffer.from(third, 'base64url'));
    const copy = `${first}.${second}.${octets.toString('base64url')}`;
    await expectAccepted(createApi(), proven(token, copy));
    await expectAccepted(api, proven(token, used));
    await expectProofRefused(api, proven(token, copy), 'replayed');
  });
});

describe('one kind of JWT in place of the other', () => {
  test.each(['DPoP', 'Bearer'])('a proof as the token of %s: refused', async (scheme) => {
    const asToken = await makeProof(holder, token);
    const made = await makeProof(holder, asToken);
    const challenge = scheme === 'DPoP' ? BOTH : 'Bearer realm="api", %, DPoP algs="ES256"';
    await expectRefused(
      api,
      {
        ...proven(asToken, made),
        headers: {
          authorization: `${scheme} ${asToken}`,
          ...(scheme === 'DPoP' && { dpop: made }),
        },
      },
      { kind: 'token', reason: 'type_not_allowed', challenge },
    );
  });

  test('a proof with all the claims of a token, signed by the issuer: refused', async () => {
    const asToken = await issuer.mint({ header: { typ: 'dpop+jwt', jwk: issuer.jwks.keys[0] } });
    const request = proven(asToken, await makeProof(holder, asToken));
    await expectRefused(api, request, {
      kind: 'token',
      reason: 'type_not_allowed',
      challenge: BOTH,
    });
  });

  test('a token as the proof: refused', async () => {
    await expectProofRefused(api, proven(token, token), 'proof_missing_claim');
  });

  test('a token with all the claims of a proof: refused by its type', async () => {
    const { ath, ...claims } = { ath: 'x', jti: '1', htm: 'GET', htu: 'https://x', iat: NOW };
    const asProof = await issuer.mint({
      header: { jwk: holder.publicJwk },
      claims: { ...claims, ath },
    });
    await expectProofRefused(api, proven(token, asProof), 'proof_type_mismatch');
  });
});
