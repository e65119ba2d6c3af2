import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SdkClient } from './clients.ts';
import { CLIENTS } from './clients.ts';
import { post } from './post.ts';
import type { Setting } from './setting.ts';
import { SERVERS, start } from './setting.ts';

const PATIENCE = 60_000;
const rows = Object.keys(SERVERS).flatMap((framework) =>
  Object.keys(CLIENTS).map((name) => [name, framework] as const),
);

describe.each(rows)("%s of the SDK's client, with a server on %s", (name, framework) => {
  let setting: Setting;
  let client: SdkClient;
  beforeEach(async () => {
    setting = await start(framework);
    client = (await CLIENTS[name]?.(setting.openBrowser)) as SdkClient;
  }, PATIENCE);
  afterEach(async () => {
    client?.signIn.close();
    await setting?.stop();
  });

  const scheme = name.endsWith('DPoP') ? 'DPoP' : 'Bearer';
  const token = (): string => String(client.signIn.tokens()?.access_token);
  const queriesOf = (line: string): Record<string, string>[] =>
    setting.exchanges
      .filter((exchange) => exchange.line === line)
      .map(({ query }) => Object.fromEntries(query));

  it(
    'walks from a refusal to a call, and to a call that needs more',
    async () => {
      const { call, close } = await client.connect(new URL(setting.resource));
      expect(await call('list_notes')).toBe('');
      const firstToken = token();
      expect(await call('add_note', { note: 'Milk' })).toBe('Added.');
      expect(await call('list_notes')).toBe('Milk');
      await close();

      expect(stepsOf(setting)).toEqual([
        'POST /mcp 401',
        'GET /.well-known/oauth-protected-resource/mcp 200',
        'GET /.well-known/oauth-authorization-server 200',
        'POST /reg 201',
        'GET /auth 303',
        'POST /token 200',
        'POST /mcp 200',
        'POST /mcp 403',
        'GET /auth 303',
        'POST /token 200',
        'POST /mcp 200',
      ]);
      expect(setting.pressed).toEqual(['Sign in as alice', 'Allow', 'Allow']);
      expect(queriesOf('GET /auth 303')).toEqual(
        ['notes:read', 'notes:read notes:write'].map((scope) =>
          expect.objectContaining({
            response_type: 'code',
            code_challenge_method: 'S256',
            resource: setting.resource,
            scope,
          }),
        ),
      );
      expect([firstToken, token()].map(described)).toEqual(
        ['notes:read', 'notes:read notes:write'].map((scope) => ({
          typ: 'at+jwt',
          iss: setting.issuer,
          aud: setting.resource,
          sub: 'alice',
          scope,
          bound: scheme === 'DPoP',
        })),
      );
    },
    PATIENCE,
  );
});

describe.each(Object.keys(SERVERS))('notes, with a server on %s', (framework) => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await start(framework);
  }, PATIENCE);
  afterAll(() => setting?.stop());

  async function notesThrough(name: keyof typeof CLIENTS, added?: string): Promise<string> {
    const client = (await CLIENTS[name]?.(setting.openBrowser)) as SdkClient;
    const { call, close } = await client.connect(new URL(setting.resource));
    if (added !== undefined) await call('add_note', { note: added });
    const notes = await call('list_notes');
    await close();
    client.signIn.close();
    return notes;
  }

  it('belong to the user, whichever client she uses', async () => {
    expect(await notesThrough('version 2', 'Milk')).toBe('Milk');
    expect(await notesThrough('version 1')).toBe('Milk');
  });

  it('are shown to nobody else', async () => {
    const authorization = `Bearer ${await setting.machineToken(setting.resource, 'notes:read')}`;
    const list = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'list_notes' } };
    const { status, body } = await post(setting.resource, list, { authorization });
    expect(status).toBe(200);
    expect(body).toContain('"content":[{"type":"text","text":""}]');
  });
});

/**
 * What was asked and answered, without the user's pages, the keys that Holdfast fetches, and what
 * version 1 says besides calls (it is initialized, it would like a stream). What is repeated counts once.
 */
function stepsOf({ exchanges }: Setting): string[] {
  const besides = / \/interaction| \/auth\/| \/jwks| \/.well-known\/openid|\/mcp (202|405)$/;
  return exchanges
    .map(({ line }) => line)
    .filter((line) => !besides.test(line))
    .filter((line, index, lines) => line !== lines[index - 1]);
}

function described(token: string): unknown {
  const { iss, aud, sub, scope, cnf } = decodeJwt<{ scope: string; cnf?: unknown }>(token);
  return { typ: decodeProtectedHeader(token).typ, iss, aud, sub, scope, bound: cnf !== undefined };
}
