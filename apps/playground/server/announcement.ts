import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dpopWalk } from './dpop-walk.ts';
import { exchangeWalk } from './exchange-walk.ts';
import { TEST_USER } from './parties.ts';
import type { Places, Step } from './walk.ts';
import { walk, whoAmI } from './walk.ts';

/** What the playground prints when it is ready. Commands are indented by four spaces, nothing else is. */
export function announcement(places: Places, readyAfterMs: number): string {
  const bearer = walk(places);
  const dpop = dpopWalk(places, program('prove.js'));
  const exchanges = exchangeWalk(places);
  return [
    `The playground is ready, ${(readyAfterMs / 1000).toFixed(2)} s after its start. Ctrl-C stops it.`,
    located(places),
    'In another terminal (bash or zsh), paste one after the other:',
    ...numbered(bearer, 1),
    'With a token that is bound to a key (DPoP), of no use to a thief:',
    ...numbered(dpop, bearer.length + 1),
    'With tokens that the API exchanges for others (RFC 8693):',
    ...numbered(exchanges, bearer.length + dpop.length + 1),
    `As a user: sign in as ${TEST_USER} (authorization code with PKCE), then paste what that prints.`,
    indented(`${program('sign-in.js')} ${places.issuer}`),
    shown(whoAmI(places)),
  ].join('\n\n');
}

function located({ issuer, api, koa, hono, trpc, archive }: Places): string {
  return Object.entries({
    'Authorization server': issuer,
    'Express API': api,
    'Koa API': koa,
    'Hono API': hono,
    'tRPC API': trpc,
    Archive: archive,
  })
    .map(([name, origin]) => `  ${name.padEnd(20)}  ${origin}`)
    .join('\n');
}

/** How a shell in the current folder runs a program of the playground. */
function program(name: string): string {
  return `node ${relative(process.cwd(), fileURLToPath(new URL(name, import.meta.url)))}`;
}

function numbered(steps: readonly Step[], first: number): string[] {
  return steps.map((step, index) => `${first + index}. ${shown(step)}`);
}

function shown({ sentence, command, status }: Step): string {
  return `${sentence} (${status})\n\n${indented(command)}`;
}

function indented(command: string): string {
  return command.replace(/^/gm, '    ');
}
