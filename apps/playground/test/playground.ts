import type { Places } from '../server/terminal/walk.ts';
import { Child } from './child.ts';

export interface Playground extends Places {
  readonly child: Child;
  /** The commands that it printed, in order. */
  readonly commands: readonly string[];
}

/** Starts the built playground on free ports and waits until it has printed its commands. */
export async function startPlayground(environment: NodeJS.ProcessEnv = {}): Promise<Playground> {
  const child = launch(environment);
  await child.printed(/^Open http:\S+\n$/m);
  const origin = (name: string): string =>
    new RegExp(`^ {2}${name} +(\\S+)$`, 'm').exec(child.stdout)?.[1] ?? '';
  return {
    child,
    page: origin('Page'),
    issuer: origin('Authorization server'),
    api: origin('Express API'),
    koa: origin('Koa API'),
    hono: origin('Hono API'),
    trpc: origin('tRPC API'),
    archive: origin('Archive'),
    commands: indentedBlocks(child.stdout),
  };
}

const PORTS = ['PAGE', 'AUTHORIZATION', 'API', 'KOA', 'HONO', 'TRPC', 'ARCHIVE'];

export function launch(environment: NodeJS.ProcessEnv): Child {
  const anyPort = Object.fromEntries(PORTS.map((name) => [`PLAYGROUND_${name}_PORT`, '0']));
  return new Child(process.execPath, ['apps/playground/dist/main.js'], {
    env: { ...process.env, ...anyPort, ...environment },
  });
}

/** What the playground's programs print for pasting: runs of lines with four spaces in front. */
export function indentedBlocks(text: string): string[] {
  const blocks = text.match(/(?:^ {4}.*\n)+/gm) ?? [];
  return blocks.map((block) => block.replace(/^ {4}/gm, '').trimEnd());
}
