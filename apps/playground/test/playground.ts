import type { Places } from '../server/walk.ts';
import { Child } from './child.ts';

export interface Playground extends Places {
  readonly child: Child;
  /** The commands that it printed, in order. */
  readonly commands: readonly string[];
}

/** Starts the built playground on free ports and waits until it has printed its commands. */
export async function startPlayground(environment: NodeJS.ProcessEnv = {}): Promise<Playground> {
  const child = launch(environment);
  await child.printed(/\/sign-in\.js [\s\S]*\/whoami [\s\S]*\n$/);
  const [, issuer = ''] = await child.printed(/^ {2}Authorization server +(\S+)$/m);
  const [, api = ''] = await child.printed(/^ {2}Express API +(\S+)$/m);
  return { child, issuer, api, commands: indentedBlocks(child.stdout) };
}

export function launch(environment: NodeJS.ProcessEnv): Child {
  const anyPort = { PLAYGROUND_AUTHORIZATION_PORT: '0', PLAYGROUND_API_PORT: '0' };
  return new Child(process.execPath, ['apps/playground/dist/main.js'], {
    env: { ...process.env, ...anyPort, ...environment },
  });
}

/** What the playground's programs print for pasting: runs of lines with four spaces in front. */
export function indentedBlocks(text: string): string[] {
  const blocks = text.match(/(?:^ {4}.*\n)+/gm) ?? [];
  return blocks.map((block) => block.replace(/^ {4}/gm, '').trimEnd());
}
