import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TEST_USER } from '../parties.ts';
import type { Started } from '../servers.ts';
import { dpopWalk } from './dpop-walk.ts';
import { exchangeWalk } from './exchange-walk.ts';
import type { Places, Step } from './walk.ts';
import { walk, whoAmI } from './walk.ts';

/** What there is to say about a start. */
export interface Start extends Started {
  /** How long it took, in milliseconds. */
  readonly readyAfter: number;
  /** How long it took with what `npm start` does before, where that was the command. */
  readonly readyAfterCommand?: number | undefined;
}

/**
 * What the playground prints when it is ready; what most people want stands last, where they see it. Commands are
 * indented by four spaces, nothing else is.
 */
export function announcement(places: Start): string {
  const bearer = walk(places);
  const dpop = dpopWalk(places, program('prove.js'));
  const exchanges = exchangeWalk(places);
  return [
    located(places),
    REPLAY_STORES[places.replayStore],
    'In another terminal (bash or zsh), in the same folder, paste one after the other:',
    ...numbered(bearer, 1),
    'With a token that is bound to a key (DPoP), of no use to a thief:',
    ...numbered(dpop, bearer.length + 1),
    'With tokens that the API exchanges for others (RFC 8693):',
    ...numbered(exchanges, bearer.length + dpop.length + 1),
    `As a user: sign in as ${TEST_USER} (authorization code with PKCE), then paste what that prints.`,
    indented(`${program('sign-in.js')} ${places.issuer}`),
    shown(whoAmI(places)),
    ready(places),
    `Open ${places.page}`,
  ].join('\n\n');
}

const REPLAY_STORES: Readonly<Record<Start['replayStore'], string>> = {
  redis: 'The APIs remember used DPoP proofs in Redis.',
  memory:
    'The APIs remember used DPoP proofs in memory. They use Redis where it runs, or where PLAYGROUND_REDIS_URL says.',
};

function ready({ readyAfter, readyAfterCommand }: Start): string {
  const own = `The playground is ready, ${inSeconds(readyAfter)} after its start`;
  if (readyAfterCommand === undefined) return `${own}. Ctrl-C stops it.`;
  return `${own} and ${inSeconds(readyAfterCommand)} after npm start. Ctrl-C stops it.`;
}

function inSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

function located({ page, issuer, api, koa, hono, trpc, archive }: Places): string {
  return Object.entries({
    Page: page,
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
  return `node ${relative(process.cwd(), fileURLToPath(new URL(`../${name}`, import.meta.url)))}`;
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
