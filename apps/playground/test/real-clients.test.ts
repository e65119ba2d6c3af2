import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DpopServers } from './dpop-servers.ts';
import { NONCE_MAX_AGE, startDpopServers } from './dpop-servers.ts';
import type { RealClient } from './real-clients.ts';
import { REAL_CLIENTS } from './real-clients.ts';

const PATIENCE = 60_000;
const names = Object.keys(REAL_CLIENTS);

let servers: DpopServers;
let clients: ReadonlyMap<string, RealClient>;
beforeAll(async () => {
  servers = await startDpopServers();
  const connecting = Object.entries(REAL_CLIENTS).map(
    async ([name, connect]) => [name, await connect(servers)] as const,
  );
  clients = new Map(await Promise.all(connecting));
}, PATIENCE);
afterAll(() => servers?.stop());
beforeEach(() => {
  servers.calls.length = 0;
});

const client = (name: string | undefined): RealClient => clients.get(String(name)) as RealClient;
const statuses = (): number[] => servers.calls.map(({ response }) => response.statusCode);
const nonces = (): unknown[] => servers.calls.map(({ proof }) => decodeJwt(String(proof))['nonce']);

describe.each(names.map((name, index) => ({ name, other: names.at(index - 1) })))(
  '$name',
  ({ name, other }) => {
    it('calls the API with a token that is bound to its key', async () => {
      const { call, token, jkt } = client(name);
      const { response } = await call(`${servers.api}/whoami?a=b`, token);
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({
        subject: name.endsWith('code') ? 'alice' : 'machine',
        client: name.endsWith('code') ? 'terminal' : 'machine',
        scopes: ['read:messages', 'write:messages'],
        issuer: servers.issuer,
        scheme: 'dpop',
        key: jkt,
      });
      expect(statuses()).toEqual([200]);
    });

    it('takes up a nonce when it is told to, and keeps it', async () => {
      const { call, token } = client(name);
      for (const _ of ['first', 'second']) {
        const { response } = await call(`${servers.nonceApi}/whoami`, token);
        expect(response.status).toBe(200);
        expect(response.headers.get('dpop-nonce')).toBeNull();
      }
      expect(statuses()).toEqual([401, 200, 200]);
      const refusal = servers.calls[0]?.response;
      expect(refusal?.getHeader('www-authenticate')).toBe(
        'DPoP error="use_dpop_nonce", error_description="The DPoP proof needs the nonce of this server.", algs="ES256"',
      );
      const nonce = refusal?.getHeader('dpop-nonce');
      expect(nonce).toMatch(/^[\w-]+$/);
      expect(nonces()).toEqual([undefined, nonce, nonce]);
    });

    it('follows the nonces as they change, without a refusal', async () => {
      const { call, token } = client(name);
      await call(`${servers.nonceApi}/whoami`, token);
      servers.calls.length = 0;
      const issued: unknown[] = [];
      for (const _ of ['first', 'second', 'third']) {
        servers.clock.now += NONCE_MAX_AGE;
        const { response } = await call(`${servers.nonceApi}/whoami`, token);
        issued.push(response.headers.get('dpop-nonce'));
      }
      expect(statuses()).toEqual([200, 200, 200]);
      expect(new Set(issued).size).toBe(3);
      expect(nonces().slice(1)).toEqual(issued.slice(0, 2));
    });

    it.each([
      { path: '/messages', says: 'The DPoP proof was made for another URL.' },
      { path: '/whoami', says: 'The DPoP proof has been used before.' },
    ])('makes proofs that are of no use to others: $path', async ({ path, says }) => {
      const { call, token } = client(name);
      await call(`${servers.api}/whoami`, token);
      const captured = String(servers.calls[0]?.proof);
      const headers = { authorization: `DPoP ${token}`, dpop: captured };
      const response = await fetch(servers.api + path, { headers });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe(
        `Bearer realm="api", DPoP error="invalid_dpop_proof", error_description="${says}", algs="ES256"`,
      );
    });

    it(`cannot use the token of another client: ${other}`, async () => {
      const { response, challenges } = await client(name).call(
        `${servers.api}/whoami`,
        client(other).token,
      );
      const says = 'The access token is bound to another key than that of the DPoP proof.';
      const error = { error: 'invalid_token', error_description: says };
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual(error);
      expect(response.headers.get('www-authenticate')).toBe(
        `Bearer realm="api", DPoP error="invalid_token", error_description="${says}", algs="ES256"`,
      );
      const read = [
        { scheme: 'bearer', parameters: { realm: 'api' } },
        { scheme: 'dpop', parameters: { ...error, algs: 'ES256' } },
      ];
      expect(challenges).toEqual(name.startsWith('dpop') ? undefined : read);
      expect(statuses()).toEqual([401]);
    });
  },
);
