import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthorizationServer } from '../server/authorization-server/authorization-server.ts';
import { MACHINE, RESOURCE } from '../server/parties.ts';
import { close, listen } from '../server/ports.ts';
import { Browser } from './browser.ts';

const MCP_SERVER = 'http://127.0.0.1:9/mcp';
const CALLBACK = 'http://127.0.0.1:9/callback';

let server: Server;
let issuer: string;
beforeAll(async () => {
  server = createServer();
  issuer = await listen(server, 0);
  server.on('request', (await createAuthorizationServer(issuer)).listener);
});
afterAll(() => close(server));

async function register(metadata: object): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${issuer}/reg`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(metadata),
  });
  return { status: response.status, body: await response.json() };
}

const application = {
  client_name: 'Some <b>application</b>',
  redirect_uris: [CALLBACK],
  token_endpoint_auth_method: 'none',
  application_type: 'native',
};

describe('registration (RFC 7591)', () => {
  it('is advertised', async () => {
    const response = await fetch(`${issuer}/.well-known/oauth-authorization-server`);
    expect(await response.json()).toMatchObject({
      issuer,
      registration_endpoint: `${issuer}/reg`,
      code_challenge_methods_supported: ['S256'],
      grant_types_supported: expect.arrayContaining(['authorization_code', 'refresh_token']),
    });
  });

  it('takes no client for later requests at its first scope', async () => {
    const grant_types = ['authorization_code', 'refresh_token'];
    const { status, body } = await register({ ...application, grant_types, scope: 'notes:read' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...application, grant_types, client_id: expect.any(String) });
    expect(body).not.toHaveProperty('scope');
    expect(body).not.toHaveProperty('client_secret');
  });

  it.each([
    { id: 'redirect elsewhere without TLS', wrong: { redirect_uris: ['http://example.com/'] } },
    { id: 'unknown grant type', wrong: { grant_types: ['password'] } },
  ])('refuses what makes no safe client: $id', async ({ wrong }) => {
    const { status, body } = await register({ ...application, ...wrong });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: expect.stringMatching(/^invalid_(redirect_uri|client_metadata)$/),
    });
  });

  it('shows the user who asks for what, and where', async () => {
    const { body } = await register(application);
    const url = new URL(`${issuer}/auth`);
    url.search = new URLSearchParams({
      client_id: (body as { client_id: string }).client_id,
      response_type: 'code',
      redirect_uri: CALLBACK,
      resource: MCP_SERVER,
      scope: 'notes:read read:messages',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    }).toString();
    const browser = new Browser();
    await browser.open(url.href);
    await browser.press('Sign in as alice');
    expect(browser.body).toContain('<code>Some &#60;b&#62;application&#60;/b&#62;</code>');
    expect(browser.body).toContain(`Read your notes at ${MCP_SERVER} <code>notes:read</code>`);
    expect(browser.body).not.toContain('read:messages');
  });
});

describe('resource indicators (RFC 8707)', () => {
  async function requestToken(resource: string): Promise<Response> {
    return await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${MACHINE.id}:${MACHINE.secret}`)}` },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        resource,
        scope: 'read:messages notes:read',
      }),
    });
  }

  it.each([
    { resource: RESOURCE, scope: 'read:messages' },
    { resource: MCP_SERVER, scope: 'notes:read' },
    { resource: 'http://localhost:9/', scope: 'notes:read' },
    { resource: 'http://[::1]:9/mcp', scope: 'notes:read' },
  ])('gives a token for $resource, with its scopes alone', async ({ resource, scope }) => {
    const { access_token } = (await (await requestToken(resource)).json()) as {
      access_token: string;
    };
    expect(decodeProtectedHeader(access_token).typ).toBe('at+jwt');
    expect(decodeJwt(access_token)).toMatchObject({ iss: issuer, aud: resource, scope });
  });

  it.each([
    { id: 'unknown', resource: 'https://elsewhere.example' },
    { id: 'unknown, over http', resource: 'http://elsewhere.example' },
    { id: 'loopback with a user', resource: 'http://user@127.0.0.1:9/mcp' },
    { id: 'loopback with a password', resource: 'http://:secret@127.0.0.1:9/mcp' },
    { id: 'loopback in another place', resource: 'http://127.0.0.1.elsewhere.example/mcp' },
  ])('knows no other: $id', async ({ resource }) => {
    const response = await requestToken(resource);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_target' });
  });
});
