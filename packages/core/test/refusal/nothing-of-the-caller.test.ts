import { inspect } from 'node:util';
import { createDpopClient, createTestIssuer } from '@holdfast/auth-testing';
import { generateKeyPair } from 'jose';
import { describe, expect, test } from 'vitest';
import type { AuthErrorReason, RequestHeaders } from '../../src/index.ts';
import { ApiClient } from '../../src/index.ts';
import { REASONS } from '../../src/refusal/reasons.ts';

// In each input it stands where a caller decides what is said. Valid in a token, a name and a URL.
const MARK = 'zq9Marker';
const NOW = 1_900_000_000;
const issuer = await createTestIssuer({ algorithm: 'ES256', now: () => NOW });
const { privateKey: foreign } = await generateKeyPair('ES256');
const api = new ApiClient({
  issuer: issuer.issuer,
  audience: 'https://api.test',
  fetch: issuer.fetch,
  now: () => NOW,
  requiredClaims: ['tenant'],
  publicUrl: 'https://api.test',
  keyCache: { cooldown: 0 },
});

const good = { tenant: 'a' };
const mint = (claims: object, header: object = {}) =>
  issuer.mint({ claims: { ...good, ...claims }, header: { ...header } });
const bearer = async (token: string | Promise<string>) => ({
  authorization: `Bearer ${await token}`,
});

interface Row {
  readonly name: string;
  readonly reason: AuthErrorReason;
  readonly headers: RequestHeaders | Promise<RequestHeaders>;
}

const fields: readonly (readonly [AuthErrorReason, string | readonly string[]])[] = [
  ['unsupported_scheme', MARK],
  ['unsupported_scheme', `${MARK} abc`],
  ['unsupported_scheme', `Basic ${MARK}`],
  ['unsupported_scheme', `Bearer:${MARK}`],
  ['unsupported_scheme', `"${MARK}", realm="${MARK}"`],
  ['unsupported_scheme', `Bearer=${MARK}`],
  ['unsupported_scheme', `\r\nset-cookie: ${MARK}=1`],
  ['unsupported_scheme', `${MARK}\u0000\u007f`],
  ['unsupported_scheme', `é${MARK}💥`],
  ['malformed_authorization', `Bearer ${MARK} ${MARK}`],
  ['malformed_authorization', `Bearer "${MARK}"`],
  ['malformed_authorization', `Bearer ${MARK}\r\nx: ${MARK}`],
  ['malformed_authorization', `Bearer é${MARK}`],
  ['malformed_authorization', `Bearer =${MARK}`],
  ['repeated_authorization', `Bearer ${MARK}, Bearer ${MARK}`],
  ['repeated_authorization', [`Bearer ${MARK}`, `Bearer ${MARK}`]],
  ['repeated_authorization', `Basic ${MARK}, Bearer ${MARK}`],
  ['repeated_authorization', `Basic ${MARK}, bearer`],
  ['repeated_authorization', `Basic ${MARK},DPoP , Basic`],
  ['unsupported_scheme', `Digest qop=${MARK}, Bearer=${MARK}`],
  ['token_too_large', `Bearer ${MARK.repeat(2000)}`],
  ['opaque_token', `Bearer ${MARK}`],
  ['malformed_token', `Bearer ${MARK}.${MARK}.${MARK}`],
  ['malformed_token', `Bearer ${MARK}.${MARK}`],
  ['encrypted_token', `Bearer ${MARK}.${MARK}.${MARK}.${MARK}.${MARK}`],
];

const headers: readonly (readonly [AuthErrorReason, object])[] = [
  ['algorithm_not_allowed', { alg: MARK }],
  ['algorithm_not_allowed', { alg: { [MARK]: MARK } }],
  ['algorithm_not_allowed', { alg: [MARK] }],
  ['critical_header', { crit: [MARK], [MARK]: MARK }],
  ['type_not_allowed', { typ: MARK }],
  ['type_not_allowed', { typ: [MARK] }],
  ['unknown_key', { kid: MARK }],
  ['unknown_key', { kid: `../../${MARK}` }],
  ['unknown_key', { kid: `' OR 1=1 -- ${MARK}` }],
  ['unknown_key', { kid: `${MARK}"\\\r\nset-cookie: a=b` }],
  ['malformed_token', { kid: [MARK] }],
  ['unsuitable_key', { alg: 'RS256', [MARK]: MARK }],
];

const claims: readonly (readonly [AuthErrorReason, object])[] = [
  ['issuer_not_allowed', { iss: `https://${MARK}.test/` }],
  ['issuer_not_allowed', { iss: `${MARK}"\\\r\n` }],
  ['issuer_not_allowed', { iss: [MARK] }],
  ['issuer_not_allowed', { iss: { [MARK]: MARK } }],
  ['audience_mismatch', { aud: MARK }],
  ['audience_mismatch', { aud: [MARK, `${MARK}"\\`] }],
  ['invalid_claim', { aud: { [MARK]: MARK } }],
  ['invalid_claim', { aud: [MARK, 5] }],
  ['invalid_claim', { exp: MARK }],
  ['invalid_claim', { iat: [MARK] }],
  ['invalid_claim', { nbf: { [MARK]: MARK } }],
  ['expired', { exp: NOW - 60, sub: MARK }],
  ['not_yet_valid', { nbf: NOW + 60, sub: MARK }],
  ['missing_claim', { tenant: undefined, [MARK]: MARK }],
  ['invalid_claim', { sub: [MARK] }],
  ['invalid_claim', { client_id: { [MARK]: MARK } }],
  ['invalid_claim', { azp: [MARK] }],
  ['invalid_claim', { scope: [MARK] }],
  ['invalid_claim', { scp: { [MARK]: MARK } }],
  ['invalid_claim', { permissions: MARK }],
  ['unsupported_confirmation', { cnf: { [MARK]: MARK } }],
  ['unsupported_confirmation', { cnf: { jkt: MARK, 'x5t#S256': MARK } }],
  ['invalid_claim', { cnf: MARK }],
  ['bound_token', { cnf: { jkt: MARK } }],
];

const raw: readonly (readonly [AuthErrorReason, string])[] = [
  ['malformed_claims', `"${MARK}"`],
  ['malformed_claims', `["${MARK}"]`],
  ['malformed_claims', `{"${MARK}": `],
  ['malformed_claims', `{"iss": ${MARK}}`],
  ['malformed_claims', `{"__proto__": {"${MARK}": "${MARK}"}}`],
];

// What a proof says, where the token is good.
const client = await createDpopClient({ now: () => NOW });
const boundToken = await issuer.mint({ claims: good, dpopKey: client });
const proven = async (claims: object, header: object = {}, key?: CryptoKey) => ({
  authorization: `DPoP ${boundToken}`,
  dpop: await client.proof({
    method: MARK,
    url: 'https://api.test/',
    accessToken: boundToken,
    claims: { htu: 'https://api.test/', ...claims },
    header: { ...header },
    ...(key && { key }),
  }),
});
const proofField = (dpop: string | readonly string[]) => ({
  authorization: `DPoP ${boundToken}`,
  dpop,
});

const stranger = await createDpopClient({ now: () => NOW });

const proofs: readonly (readonly [AuthErrorReason, RequestHeaders | Promise<RequestHeaders>])[] = [
  ['missing_proof', { authorization: `DPoP ${boundToken}` }],
  ['unbound_token', mint({}).then((token) => ({ authorization: `DPoP ${token}`, dpop: MARK }))],
  [
    'unexpected_proof',
    mint({}).then((token) => ({ authorization: `Bearer ${token}`, dpop: MARK })),
  ],
  ['repeated_proof', proofField([MARK, MARK])],
  ['repeated_proof', proofField(`${MARK}, ${MARK}`)],
  ['proof_too_large', proofField(MARK.repeat(1000))],
  ['malformed_proof', proofField(MARK)],
  ['malformed_proof', proofField(`${MARK}"\\\r\nset-cookie: a=b`)],
  ['proof_missing_claim', proven({ jti: undefined, [MARK]: MARK })],
  ['proof_invalid_claim', proven({ jti: { [MARK]: MARK } })],
  ['proof_invalid_claim', proven({ jti: MARK.repeat(30) })],
  ['proof_critical_header', proven({}, { crit: [MARK], [MARK]: MARK })],
  ['proof_type_mismatch', proven({}, { typ: MARK })],
  ['proof_algorithm_not_allowed', proven({}, { alg: MARK })],
  ['proof_missing_key', proven({}, { jwk: MARK })],
  ['proof_private_key', proven({}, { jwk: { ...client.publicJwk, d: MARK } })],
  ['proof_unsuitable_key', proven({}, { jwk: { kty: MARK, x: MARK } })],
  ['proof_bad_signature', proven({ jti: MARK }, {}, foreign)],
  ['htm_mismatch', proven({ htm: `${MARK}x` })],
  ['htu_mismatch', proven({ htu: `https://${MARK}.test/` })],
  ['htu_mismatch', proven({ htu: `${MARK}"\\\r\n` })],
  ['proof_expired', proven({ iat: NOW - 301, jti: MARK })],
  ['proof_not_yet_valid', proven({ iat: NOW + 31, jti: MARK })],
  ['ath_mismatch', proven({ ath: MARK })],
  [
    'thumbprint_mismatch',
    stranger
      .proof({ method: MARK, url: 'https://api.test/', accessToken: boundToken })
      .then((proof) => proofField(proof)),
  ],
];

const rows: readonly Row[] = [
  ...proofs.map(([reason, headers], index) => ({ name: `proof ${index}`, reason, headers })),
  ...fields.map(([reason, authorization]) => ({
    name: `Authorization: ${JSON.stringify(authorization).slice(0, 60)}`,
    reason,
    headers: { authorization },
  })),
  ...headers.map(([reason, header]) => ({
    name: `header ${JSON.stringify(header)}`,
    reason,
    headers: bearer(mint({}, header)),
  })),
  ...claims.map(([reason, set]) => ({
    name: `claims ${JSON.stringify(set)}`,
    reason,
    headers: bearer(mint(set)),
  })),
  ...raw.map(([reason, payload]) => ({
    name: `payload ${payload}`,
    reason,
    headers: bearer(
      issuer.sign({ header: { alg: 'ES256', kid: issuer.kid, typ: 'at+jwt' }, payload }),
    ),
  })),
  {
    name: 'header that is no object',
    reason: 'malformed_token',
    headers: bearer(issuer.sign({ header: `"${MARK}"`, payload: {} })),
  },
  {
    name: 'a forged signature over marked claims',
    reason: 'bad_signature',
    headers: bearer(issuer.mint({ claims: { ...good, sub: MARK }, key: foreign })),
  },
  { name: 'no credentials', reason: 'missing_authorization', headers: {} },
];

const UNREAD: ReadonlySet<string> = new Set([
  ...fields.map(([reason]) => reason),
  ...raw.map(([reason]) => reason),
]);

// These need a key set, a schema, a guard, a nonce, an earlier request or an outage of their own.
const ELSEWHERE: ReadonlySet<string> = new Set([
  'ambiguous_key',
  'weak_key',
  'claims_rejected',
  'insufficient_scope',
  'insufficient_permissions',
  'claim_mismatch',
  'malformed_actor',
  'authentication_level',
  'authentication_age',
  'replayed',
  'missing_nonce',
  'unknown_nonce',
  'replay_store_failed',
  'metadata_unavailable',
  'metadata_invalid',
  'metadata_issuer_mismatch',
  'keys_unavailable',
  'keys_invalid',
  'issuer_resolver_failed',
]);

const around = {
  origin: `https://${MARK}.test`,
  host: `${MARK}.test`,
  cookie: `access_token=${MARK}`,
  'x-forwarded-host': `${MARK}"\r\n`,
  'x-forwarded-proto': MARK,
  forwarded: `host=${MARK}`,
  'user-agent': MARK,
  [`x-${MARK}`]: MARK,
};

describe('nothing that a caller sent is in a message, a header or a body', () => {
  for (const { name, reason, headers } of rows) {
    test(`${reason}: ${name}`, async () => {
      const request = {
        method: MARK,
        url: `https://${MARK}.test/?access_token=${MARK}#${MARK}`,
        headers: { ...around, ...((await headers) as Record<string, string>) },
      };
      const result = await api.authenticate(request);
      if (result.ok) expect.fail('accepted');
      expect(result.error.reason).toBe(reason);
      const said = [
        result.error.message,
        result.error.name,
        result.error.code,
        ...Object.entries(result.error.headers).flat(),
        ...Object.entries(result.response.headers).flat(),
        result.response.body,
      ];
      for (const text of said) {
        expect(text.toLowerCase()).not.toContain(MARK.toLowerCase());
        expect(text).toMatch(/^[\x20-\x7e]*$/);
      }
    });

    test(`no token is in what an error tells a log: ${name}`, async () => {
      const sent = (await headers) as Record<string, string | readonly string[]>;
      const request = { method: 'GET', url: 'https://api.test/', headers: sent };
      const result = await api.authenticate(request);
      if (result.ok) expect.fail('accepted');
      const log = JSON.stringify(result.error) + inspect(result.error, { depth: 10 });
      for (const credential of [sent['authorization'] ?? []].flat()) {
        // Behind a typing error in the scheme, the whole field may be the token.
        const token = credential.slice(credential.lastIndexOf(' ') + 1);
        if (token !== '') expect(log).not.toContain(token);
      }
      // What cannot be parsed is not quoted either, as a parser's own error would do.
      if (UNREAD.has(reason)) expect(log).not.toContain(MARK);
    });
  }

  test('every reason that a request can bring about alone is in the table', () => {
    const seen = new Set(rows.map((row) => row.reason));
    const reasons = Object.keys(REASONS).filter((reason) => !ELSEWHERE.has(reason));
    expect([...seen].sort()).toEqual(reasons.sort());
  });
});

test('an outage that a marked token meets tells nothing of it either', async () => {
  const down = await createTestIssuer({ algorithm: 'ES256', now: () => NOW });
  down.goDown();
  const client = new ApiClient({
    issuers: () => {
      throw new Error(MARK);
    },
    audience: 'https://api.test',
    fetch: down.fetch,
  });
  const headers = await bearer(down.mint({ claims: { sub: MARK }, header: { kid: MARK } }));
  const result = await client.authenticate({ method: 'GET', url: 'https://api.test/', headers });
  expect(result).toMatchObject({ ok: false, response: { status: 503 } });
  if (!result.ok) {
    expect(JSON.stringify(result.response) + result.error.message).not.toContain(MARK);
  }
});
