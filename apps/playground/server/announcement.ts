import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TEST_USER } from './parties.ts';
import type { Places, Step } from './walk.ts';
import { walk, whoAmI } from './walk.ts';

/** What the playground prints when it is ready. Commands are indented by four spaces, nothing else is. */
export function announcement(places: Places, readyAfterMs: number): string {
  const signIn = relative(process.cwd(), fileURLToPath(new URL('sign-in.js', import.meta.url)));
  return [
    `The playground is ready, ${(readyAfterMs / 1000).toFixed(2)} s after its start. Ctrl-C stops it.`,
    `  Authorization server  ${places.issuer}\n  Express API           ${places.api}`,
    'In another terminal (bash or zsh), paste one after the other:',
    ...walk(places).map((step, index) => `${index + 1}. ${shown(step)}`),
    `As a user: sign in as ${TEST_USER} (authorization code with PKCE), then paste what that prints.`,
    indented(`node ${signIn} ${places.issuer}`),
    shown(whoAmI(places)),
  ].join('\n\n');
}

function shown({ sentence, command, status }: Step): string {
  return `${sentence} (${status})\n\n${indented(command)}`;
}

function indented(command: string): string {
  return command.replace(/^/gm, '    ');
}
