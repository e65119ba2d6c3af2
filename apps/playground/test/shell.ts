import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from './child.ts';

/** A HTTP answer as `curl -i` prints it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

const MARK = '=== next command ===';

/**
 * Pastes commands into one bash, one after the other, and gives what each of them printed. Its
 * temporary folder is its own, and with it the key that its proofs are made with.
 */
export async function paste(commands: readonly string[]): Promise<Answer[]> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-playground-'));
  try {
    return await pasteIn(folder, commands);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function pasteIn(folder: string, commands: readonly string[]): Promise<Answer[]> {
  const bash = new Child('bash', ['--noprofile', '--norc'], {
    env: { ...process.env, NO_PROXY: '127.0.0.1', TMPDIR: folder, PLAYGROUND_PROOF_KEY: '' },
  });
  const ended = bash.exited.catch((cause: unknown) => {
    throw new Error('This test runs the printed commands with bash, which was not found.', {
      cause,
    });
  });
  bash.type(
    [
      'command -v curl >&2 || { echo "This test needs curl, which was not found." >&2; exit 1; }',
      ...commands.map((command) => `echo '${MARK}'\n${command}`),
    ].join('\n'),
  );
  const code = await ended;
  if (code !== 0) throw new Error(`bash ended with ${code}: ${bash.stderr}`);
  return bash.stdout.split(`${MARK}\n`).slice(1).map(parseAnswer);
}

function parseAnswer(text: string): Answer {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...fields] = text.slice(0, end).split('\r\n');
  const headers = new Headers(
    fields.map((field): [string, string] => {
      const colon = field.indexOf(':');
      return [field.slice(0, colon), field.slice(colon + 1).trim()];
    }),
  );
  return { status: Number(first.split(' ')[1]), headers, body: text.slice(end + 4).trimEnd() };
}
