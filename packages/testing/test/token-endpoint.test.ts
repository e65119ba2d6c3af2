import { createLocalJWKSet, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { createTestIssuer } from '../src/index.ts';

const NOW = 1_700_000_000;
const issuer = await createTestIssuer({ algorithm: 'ES256', now: () => NOW });
const GRANT = 'grant_type=client_credentials';
const CLIENT = 'client_id=worker&client_secret=s3cret';

function basic(credentials: string): string {
  return `Basic ${btoa(credentials)}`;
}

function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return issuer.fetch(issuer.metadata.token_endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
  });
}

async function claimsOf(token: string) {
  const { payload } = await jwtVerify(token, createLocalJWKSet(issuer.jwks), {
    currentDate: new Date(NOW * 1000),
    issuer: issuer.issuer,
    typ: 'at+jwt',
  });
  return payload;
}

describe('token endpoint (RFC 6749 section 4.4)', () => {
  const GRANTED: {
    id: string;
    body: string;
    authorization?: string;
    claims: Record<string, unknown>;
  }[] = [
    {
      id: 'secret in the form',
      body: `${GRANT}&${CLIENT}`,
      claims: { aud: 'https://api.test', client_id: 'worker', sub: 'worker' },
    },
    {
      id: 'Basic',
      body: GRANT,
      authorization: basic('worker:s3cret'),
      claims: { client_id: 'worker' },
    },
    {
      id: 'Basic, scheme in lower case, form-encoded halves',
      body: GRANT,
      authorization: basic('a%3Ab+c:s%25').replace('Basic', 'basic'),
      claims: { client_id: 'a:b c' },
    },
    {
      id: 'audience (as Auth0 has it)',
      body: `${GRANT}&${CLIENT}&audience=https%3A%2F%2Fa.test`,
      claims: { aud: 'https://a.test' },
    },
    {
      id: 'resource (RFC 8707), twice',
      body: `${GRANT}&${CLIENT}&resource=https%3A%2F%2Fa.test&resource=https%3A%2F%2Fb.test`,
      claims: { aud: ['https://a.test', 'https://b.test'] },
    },
    {
      id: 'audience and resource',
      body: `${GRANT}&${CLIENT}&resource=https%3A%2F%2Fb.test&audience=a`,
      claims: { aud: ['a', 'https://b.test'] },
    },
    {
      id: 'scope',
      body: `${GRANT}&${CLIENT}&scope=read+write`,
      claims: { scope: 'read write' },
    },
  ];
  test.each(GRANTED)('$id: a token', async ({ body, authorization, claims }) => {
    const response = await post(body, authorization === undefined ? {} : { authorization });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const answer = (await response.json()) as { access_token: string };
    expect(answer).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3600,
      ...(claims['scope'] !== undefined && { scope: claims['scope'] }),
    });
    const payload = await claimsOf(answer.access_token);
    expect(payload).toMatchObject({ ...claims, iat: NOW, exp: NOW + 3600 });
    expect('scope' in payload).toBe('scope' in claims);
  });

  test('takes URLSearchParams as a body, without a content type of its own', async () => {
    const response = await issuer.fetch(issuer.metadata.token_endpoint, {
      method: 'POST',
      body: new URLSearchParams(`${GRANT}&${CLIENT}`),
    });
    expect(response.status).toBe(200);
  });

  const REFUSED: {
    id: string;
    body: string;
    headers?: Record<string, string>;
    error: string;
    status?: number;
  }[] = [
    { id: 'no grant type', body: CLIENT, error: 'invalid_request' },
    {
      id: 'another grant type',
      body: `grant_type=password&${CLIENT}`,
      error: 'unsupported_grant_type',
    },
    {
      id: 'JSON',
      body: '{}',
      headers: { 'content-type': 'application/json' },
      error: 'invalid_request',
    },
    { id: 'scope twice', body: `${GRANT}&${CLIENT}&scope=a&scope=b`, error: 'invalid_request' },
    {
      id: 'client authenticated twice',
      body: `${GRANT}&${CLIENT}`,
      headers: { authorization: basic('worker:s3cret') },
      error: 'invalid_request',
    },
    { id: 'no client', body: GRANT, error: 'invalid_client', status: 401 },
    { id: 'no secret', body: `${GRANT}&client_id=a`, error: 'invalid_client', status: 401 },
    {
      id: 'Basic without a secret',
      body: GRANT,
      headers: { authorization: basic('worker') },
      error: 'invalid_client',
      status: 401,
    },
    {
      id: 'Basic, broken encoding',
      body: GRANT,
      headers: { authorization: basic('%:%') },
      error: 'invalid_client',
      status: 401,
    },
    {
      id: 'Basic, broken base64',
      body: GRANT,
      headers: { authorization: 'Basic a' },
      error: 'invalid_client',
      status: 401,
    },
    {
      id: 'another scheme',
      body: GRANT,
      headers: { authorization: 'Bearer x' },
      error: 'invalid_client',
      status: 401,
    },
  ];
  test.each(REFUSED)(
    'RFC 6749 section 5.2, $id: $error',
    async ({ body, headers, error, status = 400 }) => {
      const response = await post(body, headers);
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toBe('application/json');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('www-authenticate')).toBe(
        status === 401 ? 'Basic realm="test issuer"' : null,
      );
      expect(await response.json()).toEqual({ error, error_description: expect.any(String) });
    },
  );
});
