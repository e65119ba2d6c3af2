import { randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { constants, link, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { KeyPair } from 'dpop';
import { generateKeyPair } from 'dpop';

const ES256 = { name: 'ECDSA', namedCurve: 'P-256' };

/** The file of the key for proofs: what `PLAYGROUND_PROOF_KEY` says, else one in the temporary folder. */
export function proofKeyFile(): string {
  const wanted = process.env['PLAYGROUND_PROOF_KEY'];
  if (wanted !== undefined && wanted !== '') return wanted;
  return join(tmpdir(), `holdfast-playground-proof-key-${userInfo().uid}.json`);
}

/**
 * Gives the ES256 key that is kept in a file, so that proofs of several commands are by one key. A
 * key is made where there is no such file, which then is readable for its owner alone.
 *
 * @throws {Error} when the file is a link, is not its owner's alone, or holds something else
 */
export async function proofKey(path: string): Promise<KeyPair> {
  const text = (await read(path)) ?? (await makeAndRead(path));
  try {
    const { d, key_ops: _, ...publicJwk } = JSON.parse(text) as JsonWebKey;
    const [privateKey, publicKey] = await Promise.all([
      crypto.subtle.importKey('jwk', { ...publicJwk, d: String(d) }, ES256, false, ['sign']),
      crypto.subtle.importKey('jwk', publicJwk, ES256, true, ['verify']),
    ]);
    return { privateKey, publicKey };
  } catch (cause) {
    throw new Error(`${path} holds no key of the playground; without the file one is made.`, {
      cause,
    });
  }
}

async function read(path: string): Promise<string | undefined> {
  let file: FileHandle;
  try {
    // The temporary folder is everybody's: a key that somebody else planted there is not taken.
    file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw code === 'ELOOP' ? new Error(`${path} is a link.`, { cause: error }) : error;
  }
  try {
    const { uid, mode } = await file.stat();
    // Windows has neither owners nor modes of this kind.
    const own = process.getuid === undefined || (uid === process.getuid() && (mode & 0o77) === 0);
    if (!own) throw new Error(`${path} must belong to you, readable for nobody else.`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

async function makeAndRead(path: string): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const text = JSON.stringify(await crypto.subtle.exportKey('jwk', privateKey));
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, text, { flag: 'wx', mode: 0o600 });
  try {
    // Whole or not at all: of two commands that start at once, the second takes the first one's key.
    await link(draft, path);
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await read(path)) ?? text;
  } finally {
    await rm(draft);
  }
}
