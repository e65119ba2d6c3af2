import { describe, expect, test } from 'vitest';
import type { AuthErrorReason } from '../../src/index.ts';
import { expectAccepted, expectProofRefused } from './expectations.ts';
import type { ProofChanges } from './setting.ts';
import {
  athOf,
  createApi,
  createHolder,
  issuer,
  makeProof,
  mintBound,
  NOW,
  ORDERS,
  proven,
} from './setting.ts';

const holder = await createHolder();
const token = await mintBound(holder);
const otherToken = await mintBound(holder);
const ath = await athOf(token);
const octets = Buffer.from(ath, 'base64url');
const api = createApi();

async function refuse(changes: ProofChanges, reason: AuthErrorReason): Promise<unknown> {
  const proof = await makeProof(holder, token, changes);
  return (await expectProofRefused(api, proven(token, proof), reason)).details;
}

/** Signs JSON as it stands, for what no serializer writes. */
async function signRaw(payload: string): Promise<string> {
  const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: holder.publicJwk };
  return issuer.sign({ header, payload, key: holder.privateKey });
}

describe('RFC 9449 section 4.3, check 3: the claims', () => {
  test.each(['jti', 'htm', 'htu', 'iat', 'ath'])('%s missing: refused', async (claim) => {
    const details = await refuse({ claims: { [claim]: undefined } }, 'proof_missing_claim');
    expect(details).toEqual({ claim });
  });

  const WRONG: unknown[] = [null, true, false, 0, 7, [], ['GET'], {}, { toString: 'GET' }];
  const wrong = ['jti', 'htm', 'htu', 'ath', 'nonce'].flatMap((claim) =>
    WRONG.map((value) => ({ claim, value, shown: JSON.stringify(value) })),
  );
  test.each(wrong)('$claim = $shown: refused', async ({ claim, value }) => {
    const details = await refuse({ claims: { [claim]: value } }, 'proof_invalid_claim');
    expect(details).toMatchObject({ claim });
  });

  const wrongTimes = [`"${NOW}"`, '""', 'null', 'true', '[]', `[${NOW}]`, '{}', '1e999', '-1e999'];
  test.each(wrongTimes)('iat = %s: refused', async (iat) => {
    const payload = `{"jti":"1","htm":"GET","htu":"${ORDERS}","ath":"${ath}","iat":${iat}}`;
    await expectProofRefused(api, proven(token, await signRaw(payload)), 'proof_invalid_claim');
  });

  test('every claim missing: refused', async () => {
    await expectProofRefused(api, proven(token, await signRaw('{}')), 'proof_missing_claim');
  });

  const EMPTY: [string, AuthErrorReason][] = [
    ['jti', 'proof_invalid_claim'],
    ['htm', 'htm_mismatch'],
    ['htu', 'htu_mismatch'],
    ['ath', 'ath_mismatch'],
  ];
  test.each(EMPTY)('%s empty: refused as %s', async (claim, reason) => {
    await refuse({ claims: { [claim]: '' } }, reason);
  });

  test.each([1, 255, 256])('jti of %i characters: accepted', async (length) => {
    const proof = await makeProof(holder, token, { claims: { jti: 'j'.repeat(length) } });
    const { auth } = await expectAccepted(api, proven(token, proof));
    expect(auth.proof).toEqual({ jkt: holder.jkt, jti: 'j'.repeat(length), iat: NOW });
  });

  test.each([257, 1000])('jti of %i characters: refused', async (length) => {
    await refuse({ claims: { jti: 'j'.repeat(length) } }, 'proof_invalid_claim');
  });

  test('a claim twice: the last one counts', async () => {
    const proof = (first: string, second: string): Promise<string> =>
      signRaw(
        `{"jti":"${crypto.randomUUID()}","htm":"GET","htu":"${first}","htu":"${second}","iat":${NOW},"ath":"${ath}"}`,
      );
    const evil = 'https://evil.test/';
    await expectAccepted(api, proven(token, await proof(evil, ORDERS)));
    await expectProofRefused(api, proven(token, await proof(ORDERS, evil)), 'htu_mismatch');
  });

  test('claims that nobody asked for: ignored', async () => {
    const claims = { iss: 'x', aud: 1, exp: 1, nbf: NOW + 999, sub: null, cnf: { jkt: 'x' } };
    await expectAccepted(api, proven(token, await makeProof(holder, token, { claims })));
  });

  test('inherited names are no claims', async () => {
    const payload = `{"toString":"x","htm":"GET","htu":"${ORDERS}","iat":${NOW},"ath":"${ath}"}`;
    await expectProofRefused(api, proven(token, await signRaw(payload)), 'proof_missing_claim');
  });
});

describe('RFC 9449 section 4.3, check 8: htm', () => {
  const METHODS: { method: string; htm: string; passes: boolean }[] = [
    { method: 'GET', htm: 'GET', passes: true },
    { method: 'GET', htm: 'get', passes: true },
    { method: 'DELETE', htm: 'delete', passes: true },
    { method: 'M-SEARCH', htm: 'm-search', passes: true },
    { method: 'patch', htm: 'patch', passes: true },
    { method: 'GET', htm: 'Get', passes: false },
    { method: 'GET', htm: 'gET', passes: false },
    { method: 'GET', htm: 'POST', passes: false },
    { method: 'GET', htm: 'HEAD', passes: false },
    { method: 'HEAD', htm: 'GET', passes: false },
    { method: 'POST', htm: 'GET', passes: false },
    { method: 'patch', htm: 'PATCH', passes: false },
    { method: 'GET', htm: 'GET ', passes: false },
    { method: 'GET', htm: 'GETS', passes: false },
    { method: 'GET', htm: 'GE', passes: false },
    { method: 'GET', htm: '*', passes: false },
    // Not ASCII, but lower case of itself in some tongues.
    { method: 'LINK', htm: 'lınk', passes: false },
    { method: 'LINK', htm: 'LIN\u212a', passes: false },
  ];
  test.each(METHODS)('$htm for $method: passes $passes', async ({ method, htm, passes }) => {
    const proof = await makeProof(holder, token, { claims: { htm } });
    const request = proven(token, proof, { method });
    if (passes) {
      await expectAccepted(api, request);
      return;
    }
    const { details } = await expectProofRefused(api, request, 'htm_mismatch');
    expect(details).toEqual({ expected: method, received: htm });
  });

  test('a long htm: cut in the details', async () => {
    const details = await refuse({ claims: { htm: 'G'.repeat(3000) } }, 'htm_mismatch');
    expect(JSON.stringify(details).length).toBeLessThan(200);
  });
});

describe('RFC 9449 section 4.3, check 12: ath', () => {
  const HASHES: { id: string; value: string | Promise<string> }[] = [
    { id: 'of another token', value: athOf(otherToken) },
    { id: 'of the token with its scheme', value: athOf(`DPoP ${token}`) },
    { id: 'of nothing', value: athOf('') },
    { id: 'in hex', value: octets.toString('hex') },
    { id: 'in standard base64', value: octets.toString('base64') },
    { id: 'padded', value: `${ath}=` },
    { id: 'of the hex digest', value: Buffer.from(octets.toString('hex')).toString('base64url') },
    { id: 'in lower case', value: ath.toLowerCase() },
    { id: 'with a blank behind', value: `${ath} ` },
    { id: 'cut', value: ath.slice(0, 42) },
    { id: 'the token itself', value: token },
  ];
  test.each(HASHES)('$id: refused', async ({ value }) => {
    expect(await refuse({ claims: { ath: await value } }, 'ath_mismatch')).toEqual({});
  });

  test('a proof made for a token passes with no other token of the same key', async () => {
    const proof = await makeProof(holder, otherToken);
    await expectProofRefused(api, proven(token, proof), 'ath_mismatch');
    await expectAccepted(api, proven(otherToken, proof));
  });
});
