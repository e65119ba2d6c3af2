import { createTestIssuer } from '@holdfast/auth-testing';
import { describe, expect, test } from 'vitest';
import type { Given } from './build-client.ts';
import { build, configurationError, MINIMUM } from './build-client.ts';

const NOW = 1_900_000_000;
const issuer = await createTestIssuer({ algorithm: 'ES256', now: () => NOW });
const [publicJwk] = issuer.jwks.keys;
const static_ = {
  issuer: { issuer: issuer.issuer, jwks: issuer.jwks },
  audience: 'https://api.test',
};

async function reasonFor(options: Given, token: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  const api = build({ now: () => NOW, ...options });
  const result = await api.authenticate({ method: 'GET', url: 'https://api.test/', headers });
  return result.ok ? 'accepted' : result.error.reason;
}

function unsigned(alg: string): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const claims = { iss: issuer.issuer, aud: 'https://api.test', iat: NOW, exp: NOW + 60, sub: 'a' };
  return `${encode({ alg })}.${encode(claims)}.`;
}

describe('CVE-2022-23529 jsonwebtoken: an object with a toString where a key or a name is wanted', () => {
  let calls = 0;
  const stringify = () => {
    calls += 1;
    return 'https://issuer.test/';
  };
  const trap = {
    toString: stringify,
    toJSON: stringify,
    valueOf: stringify,
    [Symbol.toPrimitive]: stringify,
  };
  const places: Readonly<Record<string, Given>> = {
    domain: { issuer: undefined, domain: trap },
    issuer: { issuer: trap },
    'issuer.issuer': { issuer: { issuer: trap } },
    'issuer.jwksUri': { issuer: { issuer: 'https://issuer.test/', jwksUri: trap } },
    'issuer.jwks': { issuer: { issuer: 'https://issuer.test/', jwks: trap } },
    'issuer.jwks.keys': { issuer: { issuer: 'https://issuer.test/', jwks: { keys: trap } } },
    'issuer.jwks.keys[0]': { issuer: { issuer: 'https://issuer.test/', jwks: { keys: [trap] } } },
    'issuer.jwks.keys[0], a key but for its methods': {
      issuer: { issuer: 'https://issuer.test/', jwks: { keys: [{ ...publicJwk, ...trap }] } },
    },
    'issuer.jwks.keys[0].kty': {
      issuer: { issuer: 'https://issuer.test/', jwks: { keys: [{ ...publicJwk, kty: trap }] } },
    },
    audience: { audience: trap },
    'audience[0]': { audience: [trap] },
    'algorithms[0]': { algorithms: [trap] },
    clientSecret: { clientId: 'api', clientSecret: trap },
    'clientAuthentication.privateKey': {
      clientId: 'api',
      clientAuthentication: { method: 'private_key_jwt', privateKey: trap, algorithm: 'ES256' },
    },
    'dpop.nonce.secret': { dpop: { nonce: { secret: trap } } },
    realm: { realm: trap },
    publicUrl: { publicUrl: trap },
    'resourceMetadata.resource': { resourceMetadata: { resource: trap } },
  };
  for (const [place, given] of Object.entries(places)) {
    test(`${place} is refused, and nothing of it is called`, () => {
      calls = 0;
      configurationError({ ...MINIMUM, ...given });
      expect(calls).toBe(0);
    });
  }
});

describe('CVE-2020-15084 express-jwt: no algorithms configured', () => {
  test('the default accepts what the issuer signs', async () => {
    expect(await reasonFor(static_, await issuer.mint())).toBe('accepted');
  });

  for (const alg of ['HS256', 'HS384', 'HS512', 'none', 'nOnE', '', 'RS256K', 'toString']) {
    test(`the default refuses alg ${JSON.stringify(alg)}`, async () => {
      const token = await issuer.mint({ header: { alg } });
      expect(await reasonFor(static_, token)).toBe('algorithm_not_allowed');
    });
  }

  test('an HMAC with the public key as the secret is refused', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(publicJwk));
    const hmac = { name: 'HMAC', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('raw', secret, hmac, false, ['sign']);
    const token = await issuer.mint({ header: { alg: 'HS256' }, key });
    expect(await reasonFor(static_, token)).toBe('algorithm_not_allowed');
  });
});

describe('GHSA-g3jj-5cmm-3hxx fast-jwt: the JSON text of a key as the key', () => {
  const rows: Readonly<Record<string, unknown>> = {
    'a JWK': JSON.stringify(publicJwk),
    'a JWK Set': JSON.stringify(issuer.jwks),
    'a JWK Set with white space before it': ` \n${JSON.stringify(issuer.jwks)}`,
    'a JWK in a list': { keys: [JSON.stringify(publicJwk)] },
    'a list as text': { keys: JSON.stringify([publicJwk]) },
    bytes: Buffer.from(JSON.stringify(issuer.jwks)),
  };
  for (const [name, jwks] of Object.entries(rows)) {
    test(name, () => {
      const { message } = configurationError({
        audience: 'https://api.test',
        issuer: { issuer: issuer.issuer, jwks },
      });
      expect(message).toContain('Option "issuer.jwks');
    });
  }
});

describe('CVE-2026-107720 fast-jwt: an empty key, algorithms set, an unsigned token', () => {
  const empty = [
    '',
    null,
    false,
    0,
    [],
    {},
    { keys: [] },
    { keys: [''] },
    { keys: [null] },
    { keys: [{}] },
  ];
  for (const jwks of [...empty, { keys: [{ kty: 'oct', k: '' }] }]) {
    test(`throws at the start: ${JSON.stringify(jwks)}`, () => {
      configurationError({
        audience: 'https://api.test',
        issuer: { issuer: issuer.issuer, jwks, algorithms: ['ES256'] },
      });
    });
  }
  for (const alg of ['none', 'ES256']) {
    test(`the unsigned token is refused: alg ${alg}`, async () => {
      const token = unsigned(alg);
      expect(await reasonFor({ ...static_, algorithms: ['ES256'] }, token)).toBe('malformed_token');
    });
  }
});

describe('CVE-2025-62610 hono, CVE-2026-116684, CVE-2026-115413, CVE-2025-69196: no audience', () => {
  for (const audience of [
    undefined,
    null,
    '',
    ' ',
    [],
    [''],
    [undefined],
    false,
    true,
    '*'.slice(1),
  ]) {
    test(`starting with ${JSON.stringify(audience)} throws`, () => {
      expect(configurationError({ issuer: issuer.issuer, audience }).message).toContain('audience');
    });
  }

  test('starting without the member throws', () => {
    expect(configurationError({ issuer: issuer.issuer }).message).toBe(
      'Option "audience" must be a string that is not blank; it was undefined.',
    );
  });

  test('an issuer of its own audience does not make up for it', () => {
    configurationError({ issuer: { issuer: issuer.issuer, audience: 'https://api.test' } });
  });
});

describe('clerk#8359: clockTolerance', () => {
  const exp = (seconds: number) => issuer.mint({ claims: { exp: NOW + seconds } });

  test.for([
    { clockTolerance: 0, left: 1, expected: 'accepted' },
    { clockTolerance: 0, left: 0, expected: 'expired' },
    { clockTolerance: 0, left: -1, expected: 'expired' },
    { clockTolerance: undefined, left: -4, expected: 'accepted' },
    { clockTolerance: undefined, left: -5, expected: 'expired' },
    { clockTolerance: 60, left: -59, expected: 'accepted' },
    { clockTolerance: 60, left: -60, expected: 'expired' },
  ])('$clockTolerance with $left s left: $expected', async ({ clockTolerance, left, expected }) => {
    expect(await reasonFor({ ...static_, clockTolerance }, await exp(left))).toBe(expected);
  });

  test.for([
    { clockTolerance: 0, since: 0, expected: 'accepted' },
    { clockTolerance: 0, since: -1, expected: 'not_yet_valid' },
    { clockTolerance: undefined, since: -5, expected: 'accepted' },
    { clockTolerance: undefined, since: -6, expected: 'not_yet_valid' },
  ])(
    '$clockTolerance with nbf $since s ago: $expected',
    async ({ clockTolerance, since, expected }) => {
      const token = await issuer.mint({ claims: { nbf: NOW - since } });
      expect(await reasonFor({ ...static_, clockTolerance }, token)).toBe(expected);
    },
  );

  for (const clockTolerance of [
    Number.NaN,
    -1,
    -0.5,
    Number.POSITIVE_INFINITY,
    '5',
    '',
    null,
    [],
    {},
  ]) {
    test(`${JSON.stringify(clockTolerance)} (${typeof clockTolerance}) throws`, () => {
      expect(configurationError({ ...static_, clockTolerance }).message).toContain(
        '"clockTolerance"',
      );
    });
  }
});

describe('a clock that tells no time lets no expired token pass', () => {
  for (const value of [Number.NaN, undefined, 'now', {}]) {
    test(String(value), async () => {
      const token = await issuer.mint({ expiresIn: -3600 });
      const outcome = await reasonFor({ ...static_, now: () => value }, token).catch(
        () => 'thrown',
      );
      expect(outcome).not.toBe('accepted');
    });
  }
});
