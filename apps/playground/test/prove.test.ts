import { chmod, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calculateThumbprint } from 'dpop';
import type { JWTPayload } from 'jose';
import {
  calculateJwkThumbprint,
  decodeJwt,
  decodeProtectedHeader,
  EmbeddedJWK,
  jwtVerify,
} from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeProof } from '../server/terminal/make-proof.ts';
import { proofKey, proofKeyFile } from '../server/terminal/proof-key.ts';

let folder: string;
let keyFile: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-proof-key-'));
  keyFile = join(folder, 'key.json');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

describe('a proof from the command line', () => {
  it.each([
    {
      id: 'without a token',
      args: ['POST', 'http://127.0.0.1:4000/token'],
      claims: { htm: 'POST', htu: 'http://127.0.0.1:4000/token' },
    },
    {
      id: 'with a token (the example of RFC 9449 section 7.1)',
      args: [
        'GET',
        'https://resource.example.org/protectedresource',
        '--token',
        'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU',
      ],
      claims: {
        htm: 'GET',
        htu: 'https://resource.example.org/protectedresource',
        ath: 'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo',
      },
    },
    {
      id: 'with a nonce',
      args: ['--nonce', 'n', 'GET', 'http://api/'],
      claims: { htm: 'GET', htu: 'http://api/', nonce: 'n' },
    },
    {
      id: 'for a URL with query and fragment (RFC 9449 section 4.2)',
      args: ['GET', 'http://api/a?b=c#d'],
      claims: { htm: 'GET', htu: 'http://api/a' },
    },
  ])('is what was asked for: $id', async ({ args, claims }) => {
    const proof = await makeProof(args, keyFile);
    const { payload } = await jwtVerify<JWTPayload>(proof, EmbeddedJWK, {
      algorithms: ['ES256'],
      typ: 'dpop+jwt',
    });
    expect(payload).toEqual({
      ...claims,
      iat: expect.any(Number),
      jti: expect.stringMatching(/^[\w-]{36}$/),
    });
  });

  it('is another each time, by the same key', async () => {
    const make = (): Promise<string> => makeProof(['GET', 'http://api/'], keyFile);
    const proofs = [await make(), await make()];
    const [first, second] = proofs.map((proof) => decodeProtectedHeader(proof).jwk);
    expect(first).toEqual(second);
    expect(first).not.toHaveProperty('d');
    expect(new Set(proofs.map((proof) => decodeJwt(proof).jti)).size).toBe(2);
    const { publicKey } = await proofKey(keyFile);
    expect(await calculateJwkThumbprint(first ?? {})).toBe(await calculateThumbprint(publicKey));
  });

  const usage = 'usage: prove.js METHOD URL [--token TOKEN] [--nonce NONCE]';
  it.each([
    { id: 'nothing', args: [], message: usage },
    { id: 'no URL', args: ['GET'], message: usage },
    { id: 'too much', args: ['GET', 'http://api/', 'token'], message: usage },
    { id: 'an unknown option', args: ['GET', 'http://api/', '--key', 'k'], message: usage },
    { id: 'an option without its value', args: ['GET', 'http://api/', '--token'], message: usage },
    { id: 'a relative URL', args: ['GET', '/a'], message: 'URL must be absolute.' },
    {
      id: 'a variable that is not set',
      args: ['GET', 'http://api/', '--token', ''],
      message: '--token is empty.',
    },
  ])('is not made from other arguments: $id', async ({ args, message }) => {
    await expect(makeProof(args, keyFile)).rejects.toThrow(new Error(message));
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('the key for proofs', () => {
  it('is kept in the temporary folder, or where the environment says', () => {
    vi.stubEnv('PLAYGROUND_PROOF_KEY', '');
    vi.stubEnv('TMPDIR', folder);
    expect(proofKeyFile()).toMatch(/^.*[/\\]holdfast-playground-proof-key-\d+\.json$/);
    expect(proofKeyFile().startsWith(folder)).toBe(true);
    vi.stubEnv('PLAYGROUND_PROOF_KEY', keyFile);
    expect(proofKeyFile()).toBe(keyFile);
  });

  it('is readable for its owner alone, and all that is left in the folder', async () => {
    await proofKey(keyFile);
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['key.json']);
  });

  it('is one for commands that start at once', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => proofKey(keyFile)));
    const thumbprints = keys.map(({ publicKey }) => calculateThumbprint(publicKey));
    expect(new Set(await Promise.all(thumbprints)).size).toBe(1);
    expect(await readdir(folder)).toEqual(['key.json']);
  });

  it.each([
    {
      id: 'others may read it',
      prepare: async () => {
        await proofKey(keyFile);
        await chmod(keyFile, 0o640);
      },
      message: 'key.json must belong to you, readable for nobody else.',
    },
    {
      id: 'a link',
      prepare: async () => {
        await proofKey(join(folder, 'other.json'));
        await symlink(join(folder, 'other.json'), keyFile);
      },
      message: 'key.json is a link.',
    },
    {
      id: 'not JSON',
      prepare: () => writeFile(keyFile, 'key', { mode: 0o600 }),
      message: 'key.json holds no key of the playground; without the file one is made.',
    },
    {
      id: 'not a key',
      prepare: () => writeFile(keyFile, '{}', { mode: 0o600 }),
      message: 'key.json holds no key of the playground; without the file one is made.',
    },
  ])('is not taken from a file that may be somebody else’s: $id', async ({ prepare, message }) => {
    await prepare();
    await expect(makeProof(['GET', 'http://api/'], keyFile)).rejects.toThrow(
      new Error(join(folder, message)),
    );
  });
});
