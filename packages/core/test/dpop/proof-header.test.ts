import { base64url } from 'jose';
import { describe, expect, test } from 'vitest';
import type { SignatureAlgorithm } from '../../src/index.ts';
import { BOTH, expectAccepted, expectProofRefused, expectRefused } from './expectations.ts';
import type { ProofChanges } from './setting.ts';
import { createApi, createHolder, issuer, makeProof, mintBound, proven } from './setting.ts';

const holder = await createHolder();
const token = await mintBound(holder);
const api = createApi();

async function send(header: ProofChanges['header'] = {}) {
  return proven(token, await makeProof(holder, token, { header }));
}

describe('RFC 9449 section 4.3, check 4: typ', () => {
  const TYPES = [
    undefined,
    null,
    '',
    'jwt',
    'JWT',
    'at+jwt',
    'application/at+jwt',
    'dpop',
    'dpop+jwt ',
    ' dpop+jwt',
    'dpop+jwt;v=1',
    'xdpop+jwt',
    'dpop+jwts',
    'logout+jwt',
    1,
    true,
    ['dpop+jwt'],
    { typ: 'dpop+jwt' },
  ].map((typ) => ({ typ, shown: JSON.stringify(typ) ?? 'absent' }));
  test.each(TYPES)('$shown: refused', async ({ typ }) => {
    await expectProofRefused(api, await send({ typ }), 'proof_type_mismatch');
  });
});

describe('RFC 9449 section 4.3, check 5: alg', () => {
  const ALGORITHMS = [
    undefined,
    null,
    '',
    'none',
    'None',
    'NONE',
    'nOnE',
    'HS256',
    'HS384',
    'HS512',
    'es256',
    'ES256 ',
    'ES256K',
    'ES384',
    'ES512',
    'RS256',
    'RS1',
    'PS256',
    'EdDSA',
    'Ed25519',
    'dir',
    'ECDH-ES',
    'toString',
    '__proto__',
    256,
    ['ES256'],
    { alg: 'ES256' },
  ].map((alg) => ({ alg, shown: JSON.stringify(alg) ?? 'absent' }));
  test.each(ALGORITHMS)('$shown: refused', async ({ alg }) => {
    const { details } = await expectProofRefused(
      api,
      await send({ alg }),
      'proof_algorithm_not_allowed',
    );
    expect(details).toEqual({ expected: ['ES256'] });
  });

  test('none, with no signature: refused', async () => {
    const [, payload] = (await makeProof(holder, token)).split('.');
    const header = base64url.encode(
      JSON.stringify({ typ: 'dpop+jwt', alg: 'none', jwk: holder.publicJwk }),
    );
    for (const signature of ['', 'AA']) {
      await expectProofRefused(
        api,
        proven(token, `${header}.${payload}.${signature}`),
        signature === '' ? 'malformed_proof' : 'proof_algorithm_not_allowed',
      );
    }
  });

  const ALL: SignatureAlgorithm[] = [
    'RS256',
    'RS384',
    'RS512',
    'PS256',
    'PS384',
    'PS512',
    'ES256',
    'ES384',
    'ES512',
    'EdDSA',
    'Ed25519',
  ];
  test.each(ALL)('%s: accepted where the option allows it, and advertised', async (alg) => {
    const client = await createHolder(alg);
    const bound = await mintBound(client);
    const only = createApi({ dpop: { algorithms: [alg] } });
    const good = proven(bound, await makeProof(client, bound));
    const { auth } = await expectAccepted(only, good);
    expect(auth.proof?.jkt).toBe(client.jkt);
    await expectRefused(only, proven(bound, []), {
      kind: 'request',
      reason: 'missing_proof',
      challenge: BOTH.replace('ES256', alg),
    });
    const others = createApi({ dpop: { algorithms: ALL.filter((name) => name !== alg) } });
    const challenge = BOTH.replace('ES256', ALL.filter((name) => name !== alg).join(' '));
    await expectProofRefused(others, good, 'proof_algorithm_not_allowed', challenge);
  });

  test('the algorithms of tokens say nothing of proofs', async () => {
    const rsa = await createHolder('RS256');
    const bound = await mintBound(rsa);
    const both = createApi({ algorithms: ['ES256', 'RS256'] });
    const request = proven(bound, await makeProof(rsa, bound));
    await expectProofRefused(both, request, 'proof_algorithm_not_allowed');
  });
});

describe('other header parameters', () => {
  const CRITICAL = [['x'], [], ['b64'], ['alg'], ['jwk'], 'x', null, false, {}];
  test.each(CRITICAL.map((crit) => ({ crit, shown: JSON.stringify(crit) })))(
    'CVE-2026-35042, CVE-2025-59420 crit $shown: refused',
    async ({ crit }) => {
      await expectProofRefused(api, await send({ crit }), 'proof_critical_header');
    },
  );

  test('kid, jku, x5u, x5c and what is unknown: ignored', async () => {
    const other = await createHolder();
    const header = {
      kid: '../../etc/passwd',
      jku: 'http://169.254.169.254/',
      x5u: 'file:///etc/passwd',
      x5c: ['AAAA'],
      'x5t#S256': 7,
      jwks: { keys: [other.publicJwk] },
    };
    const { auth } = await expectAccepted(api, await send(header));
    expect(auth.proof?.jkt).toBe(holder.jkt);
  });

  test('jwk twice: the last one counts, for the signature and for the thumbprint', async () => {
    const other = await createHolder();
    const [, payload = ''] = (await makeProof(holder, token)).split('.');
    const sign = (first: unknown, second: unknown): Promise<string> =>
      issuer.sign({
        header: `{"typ":"dpop+jwt","alg":"ES256","jwk":${JSON.stringify(first)},"jwk":${JSON.stringify(second)}}`,
        payload: base64url.decode(payload),
        key: holder.privateKey,
      });
    await expectProofRefused(
      api,
      proven(token, await sign(holder.publicJwk, other.publicJwk)),
      'proof_bad_signature',
    );
    await expectAccepted(api, proven(token, await sign(other.publicJwk, holder.publicJwk)));
  });
});
