import { parseArgs } from 'node:util';
import { generateProof } from 'dpop';
import { proofKey } from './proof-key.ts';

const USAGE = 'usage: prove.js METHOD URL [--token TOKEN] [--nonce NONCE]';

/**
 * Makes a proof (RFC 9449 section 4.2) as the command line asks for it.
 *
 * @param args METHOD URL [--token TOKEN] [--nonce NONCE]
 * @param keyFile where the key is kept
 * @throws {Error} when the arguments are not these, or the key cannot be used
 */
export async function makeProof(args: readonly string[], keyFile: string): Promise<string> {
  const { method, url, token, nonce } = readArguments(args);
  return await generateProof(await proofKey(keyFile), url, method, nonce, token);
}

interface ProofArguments {
  readonly method: string;
  readonly url: string;
  readonly token: string | undefined;
  readonly nonce: string | undefined;
}

function readArguments(args: readonly string[]): ProofArguments {
  const { positionals, values } = parse(args);
  const [method, address] = positionals;
  if (positionals.length !== 2 || !method || !address) throw new Error(USAGE);
  if (!URL.canParse(address)) throw new Error('URL must be absolute.');
  for (const name of ['token', 'nonce'] as const) {
    // In a shell this is a variable that was never set.
    if (values[name] === '') throw new Error(`--${name} is empty.`);
  }
  const url = new URL(address);
  // RFC 9449 section 4.2: htu has neither query nor fragment.
  url.search = '';
  url.hash = '';
  return { method, url: url.href, token: values.token, nonce: values.nonce };
}

interface ParsedArguments {
  readonly positionals: readonly string[];
  readonly values: { readonly token?: string; readonly nonce?: string };
}

function parse(args: readonly string[]): ParsedArguments {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { token: { type: 'string' }, nonce: { type: 'string' } },
    });
  } catch (cause) {
    throw new Error(USAGE, { cause });
  }
}
