import { RESOURCE } from '@holdfast/playground/parties';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post } from './post.ts';
import type { Setting } from './setting.ts';
import { SERVERS, start } from './setting.ts';

const PATIENCE = 60_000;

function call(name: string, id = 1): object {
  return {
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: { name, arguments: { note: 'Milk' } },
  };
}

/** A request with a token of `scope` for `audience`: the server itself where there is none. */
interface Row {
  readonly id: string;
  readonly scope?: string;
  readonly audience?: (resource: string) => string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  /** The challenge of the scheme Bearer, after realm and metadata; absent: there is none. */
  readonly challenge?: string;
}

const FOREIGN =
  ', error="invalid_token", error_description="The access token was issued for another audience."';
const INSUFFICIENT = (scope: string): string =>
  `, scope="${scope}", error="insufficient_scope", error_description="The access token does not carry the scope that this request needs."`;
const READ = 'notes:read';
const BOTH = 'notes:read notes:write';

const ROWS: readonly Row[] = [
  { id: 'a call that the token allows', scope: READ, status: 200 },
  { id: 'a call that needs more, allowed', scope: BOTH, body: call('add_note'), status: 200 },
  {
    id: 'an origin on loopback',
    scope: READ,
    headers: { origin: 'http://localhost:6274' },
    status: 200,
  },
  { id: 'no token', status: 401, challenge: '' },
  {
    id: 'a token for another API (RFC 8707 section 2)',
    audience: () => RESOURCE,
    scope: 'read:messages',
    status: 401,
    challenge: FOREIGN,
  },
  {
    id: 'a token for another path of the same server',
    audience: (resource) => `${resource}/other`,
    scope: BOTH,
    status: 401,
    challenge: FOREIGN,
  },
  {
    id: 'a token without the base scope',
    scope: 'notes:write',
    status: 403,
    challenge: INSUFFICIENT(READ),
  },
  {
    id: 'a tool that needs one more scope',
    scope: READ,
    body: call('add_note'),
    status: 403,
    challenge: INSUFFICIENT(BOTH),
  },
  {
    id: 'such a tool in a batch',
    scope: READ,
    body: [call('list_notes'), call('add_note', 2)],
    status: 403,
    challenge: INSUFFICIENT(BOTH),
  },
  {
    id: 'a forged Host (CVE-2025-66414)',
    scope: BOTH,
    headers: { host: 'rebound.example' },
    status: 403,
  },
  {
    id: 'a foreign Origin (CVE-2025-66414)',
    scope: BOTH,
    headers: { origin: 'http://rebound.example' },
    status: 403,
  },
];

describe.each(Object.keys(SERVERS))('the server on %s', (framework) => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await start(framework);
  }, PATIENCE);
  afterAll(() => setting?.stop());

  const metadataUrl = (): string =>
    setting.resource.replace('/mcp', '/.well-known/oauth-protected-resource/mcp');

  it.each(ROWS)('$id: $status', async (row) => {
    const audience = row.audience?.(setting.resource) ?? setting.resource;
    const token = row.scope && (await setting.machineToken(audience, row.scope));
    const { status, headers } = await post(setting.resource, row.body ?? call('list_notes'), {
      ...(token && { authorization: `Bearer ${token}` }),
      ...row.headers,
    });
    expect(status).toBe(row.status);
    expect(headers['www-authenticate']).toBe(
      row.challenge === undefined
        ? undefined
        : `Bearer realm="api", resource_metadata="${metadataUrl()}"${row.challenge}, DPoP resource_metadata="${metadataUrl()}", algs="ES256"`,
    );
  });

  // Parsers of bodies differ in what they take for JSON.
  it.each([
    'application/json; charset=',
    'application/json;;',
    'text/json',
    'application/json, text/plain',
    'application/json-rpc',
  ])('does nothing that the guard has not seen: %s', async (contentType) => {
    const token = await setting.machineToken(setting.resource, READ);
    const authorization = `Bearer ${token}`;
    const headers = { authorization, 'content-type': contentType };
    const { status, body } = await post(setting.resource, call('add_note'), headers);
    expect([400, 403, 415]).toContain(status);
    expect(body).not.toContain('Added.');
  });

  it('publishes its metadata to everybody (RFC 9728)', async () => {
    const response = await fetch(metadataUrl());
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.json()).toEqual({
      resource: setting.resource,
      authorization_servers: [setting.issuer],
      scopes_supported: [READ],
      bearer_methods_supported: ['header'],
      dpop_signing_alg_values_supported: ['ES256'],
      dpop_bound_access_tokens_required: false,
    });
  });
});
