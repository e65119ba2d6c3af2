import { describe, expect, test } from 'vitest';
import type { TestIssuerOptions } from '../src/index.ts';
import { createTestIssuer } from '../src/index.ts';

const ISSUERS = [
  {
    id: 'root-slash',
    issuer: 'https://issuer.test/',
    oidc: 'https://issuer.test/.well-known/openid-configuration',
    rfc8414: 'https://issuer.test/.well-known/oauth-authorization-server',
    jwks: 'https://issuer.test/.well-known/jwks.json',
    token: 'https://issuer.test/oauth/token',
  },
  {
    id: 'no-slash-and-port',
    issuer: 'https://issuer.test:8443',
    oidc: 'https://issuer.test:8443/.well-known/openid-configuration',
    rfc8414: 'https://issuer.test:8443/.well-known/oauth-authorization-server',
    jwks: 'https://issuer.test:8443/.well-known/jwks.json',
    token: 'https://issuer.test:8443/oauth/token',
  },
  {
    id: 'path',
    issuer: 'https://issuer.test/tenants/one',
    oidc: 'https://issuer.test/tenants/one/.well-known/openid-configuration',
    rfc8414: 'https://issuer.test/.well-known/oauth-authorization-server/tenants/one',
    jwks: 'https://issuer.test/tenants/one/.well-known/jwks.json',
    token: 'https://issuer.test/tenants/one/oauth/token',
  },
  {
    id: 'path-slash-http',
    issuer: 'http://localhost:9000/realm/',
    oidc: 'http://localhost:9000/realm/.well-known/openid-configuration',
    rfc8414: 'http://localhost:9000/.well-known/oauth-authorization-server/realm',
    jwks: 'http://localhost:9000/realm/.well-known/jwks.json',
    token: 'http://localhost:9000/realm/oauth/token',
  },
];

describe('documents (RFC 8414 section 3.1, OpenID Connect Discovery section 4)', () => {
  test.each(ISSUERS)('$id: are served where its identifier says', async (row) => {
    const issuer = await createTestIssuer({ issuer: row.issuer, algorithm: 'ES256' });
    const metadata = { issuer: row.issuer, jwks_uri: row.jwks, token_endpoint: row.token };
    for (const url of [row.oidc, row.rfc8414]) {
      const response = await issuer.fetch(url);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('application/json');
      const document: unknown = await response.json();
      expect(document).toMatchObject(metadata);
      expect(document).toEqual(issuer.metadata);
    }
    expect(issuer.issuer).toBe(row.issuer);
    expect(issuer.jwksUri).toBe(row.jwks);
    expect(await (await issuer.fetch(row.jwks)).json()).toEqual(issuer.jwks);
  });

  const ABSENT = [
    { id: 'unknown path', method: 'GET', path: '/nothing' },
    { id: 'root', method: 'GET', path: '/' },
    { id: 'keys by POST', method: 'POST', path: '/.well-known/jwks.json' },
    { id: 'token endpoint by GET', method: 'GET', path: '/oauth/token' },
    { id: 'path in another case', method: 'GET', path: '/.WELL-KNOWN/jwks.json' },
  ];
  test.each(ABSENT)('$id: 404', async ({ method, path }) => {
    const issuer = await createTestIssuer({ algorithm: 'ES256' });
    const response = await issuer.fetch(new URL(path, issuer.issuer), { method });
    expect(response.status).toBe(404);
  });

  test('publishes public keys alone, and hands out copies', async () => {
    const issuer = await createTestIssuer();
    const [key] = issuer.jwks.keys;
    expect(Object.keys(key ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    expect(key).toMatchObject({ alg: 'RS256', kty: 'RSA', use: 'sig', kid: issuer.kid });
    issuer.jwks.keys.pop();
    Object.assign(issuer.metadata, { issuer: 'https://elsewhere.test/' });
    expect(issuer.jwks.keys).toHaveLength(1);
    expect(issuer.metadata.issuer).toBe('https://issuer.test/');
  });
});

describe('createTestIssuer', () => {
  const WRONG: { id: string; options: TestIssuerOptions; message: RegExp }[] = [
    { id: 'no URL', options: { issuer: 'issuer.test' }, message: /issuer must be/ },
    { id: 'ftp', options: { issuer: 'ftp://issuer.test/' }, message: /issuer must be/ },
    { id: 'no host', options: { issuer: 'https://' }, message: /issuer must be/ },
    { id: 'query', options: { issuer: 'https://issuer.test/?a' }, message: /issuer must be/ },
    { id: 'fragment', options: { issuer: 'https://issuer.test/#a' }, message: /issuer must be/ },
    {
      id: 'HS256',
      options: { algorithm: 'HS256' as 'RS256' },
      message: /algorithm must be one of/,
    },
  ];
  test.each(WRONG)('$id: is refused', async ({ options, message }) => {
    const creation = createTestIssuer(options);
    await expect(creation).rejects.toBeInstanceOf(TypeError);
    await expect(creation).rejects.toThrow(message);
  });
});
