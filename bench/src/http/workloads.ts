import { withBadSignature } from '../verify/material/make-tokens.ts';
import type { Effort, Table, Workload } from '../workload.ts';
import type { Contestant, Feed } from './contest.ts';
import { contest } from './contest.ts';
import { bearerCall, createProver, poolOf, sameCall, signTokens } from './feeds.ts';
import { ForkedServer } from './forked-server.ts';
import type { ReachableIssuer } from './issuer.ts';
import { startIssuer } from './issuer.ts';
import type { Call } from './load.ts';
import { CONNECTIONS } from './load.ts';
import { mustJudge } from './probe.ts';
import type { ServerName } from './servers/by-name.ts';
import type { Standings } from './standings.ts';
import { standings } from './standings.ts';

/** More than Holdfast remembers, so that each comes as a new one. */
const POOL = 12_000;

const HOLDFAST = 'Holdfast';
const JOSE = { name: 'jose `jwtVerify`, remote key set', package: 'jose' };
const JWT_BEARER = { name: 'express-oauth2-jwt-bearer', package: 'express-oauth2-jwt-bearer' };
const LOAD = `autocannon in the parent process, ${CONNECTIONS} connections, one request at a time over each; every server answers the same small JSON object.`;

/** A workload, and what differs from one to another. */
interface Plan {
  readonly id: string;
  readonly title: string;
  readonly texts: Omit<Standings, 'shown' | 'id' | 'title'>;
  readonly prepare: (issuer: ReachableIssuer) => Promise<Preparation>;
}

interface Preparation {
  readonly good: () => Promise<Call>;
  /** The same call, with a bad signature. */
  readonly spoil: (call: Call) => Call;
  /** One for each server, because each goes its own way through a pool. */
  readonly feed: () => Feed;
}

function run(plan: Plan, effort: Effort): Promise<readonly Table[]> {
  const { id, title, texts } = plan;
  return withContestants(plan, serverNames(texts), async (contestants) =>
    standings({ ...texts, id, title, shown: await contest(contestants, effort) }),
  );
}

/**
 * Does something with Holdfast's servers of a workload, one for each column, each started and held to right answers.
 *
 * @returns undefined where there is no such workload over HTTP
 */
export function withHoldfast<T>(
  id: string,
  use: (contestants: readonly Contestant[]) => Promise<T>,
): Promise<T> | undefined {
  const plan = PLANS.find((each) => each.id === id);
  const holdfast = plan?.texts.entrants.find(({ name }) => name === HOLDFAST);
  return (
    plan && withContestants(plan, holdfast?.servers.filter((name) => name !== undefined) ?? [], use)
  );
}

async function withContestants<T>(
  { texts, prepare }: Plan,
  names: readonly ServerName[],
  use: (contestants: readonly Contestant[]) => Promise<T>,
): Promise<T> {
  const reachable = await startIssuer();
  const contestants: Contestant[] = [];
  try {
    const { good, spoil, feed } = await prepare(reachable);
    for (const name of names) {
      const server = await ForkedServer.start(name, reachable.setting);
      contestants.push({ server, feed: feed() });
      const call = await good();
      // Spoilt first: a proof that was used once is refused for that.
      await mustJudge(server, { good: call, bad: spoil(await good()) }, isOpen(texts, name));
    }
    return await use(contestants);
  } finally {
    await Promise.all(contestants.map(({ server }) => server.stop()));
    reachable.close();
  }
}

function isOpen({ bare, entrants }: Plan['texts'], name: ServerName): boolean {
  const open = entrants.filter((entrant) => entrant.isOpen === true);
  return bare.includes(name) || open.some(({ servers }) => servers.includes(name));
}

// By column, so that what is compared has its windows next to each other.
function serverNames({ bare, entrants }: Plan['texts']): readonly ServerName[] {
  return bare
    .flatMap((limit, column) => [limit, ...entrants.map(({ servers }) => servers[column])])
    .filter((name) => name !== undefined);
}

async function oneToken({ issuer }: ReachableIssuer): Promise<Preparation> {
  const call = bearerCall(await issuer.mint());
  return { good: async () => call, spoil: spoilToken, feed: () => sameCall(call) };
}

async function manyTokens({ issuer }: ReachableIssuer): Promise<Preparation> {
  const calls = (await signTokens(issuer, POOL)).map(bearerCall);
  const good = async (): Promise<Call> => bearerCall(await issuer.mint());
  return { good, spoil: spoilToken, feed: () => poolOf(calls) };
}

async function manyProofs({ issuer }: ReachableIssuer): Promise<Preparation> {
  const prove = await createProver(issuer);
  const good = async (): Promise<Call> => (await prove(1))[0] ?? Promise.reject(new Error('None.'));
  return { good, spoil: spoilProof, feed: () => ({ next: prove, once: true }) };
}

function spoilToken({ path, headers }: Call): Call {
  return {
    path,
    headers: { ...headers, authorization: withBadSignature(headers['authorization'] ?? '') },
  };
}

function spoilProof({ path, headers }: Call): Call {
  return { path, headers: { ...headers, dpop: withBadSignature(headers['dpop'] ?? '') } };
}

const PLANS: readonly Plan[] = [
  {
    id: 'h1',
    title: 'One token over HTTP',
    prepare: oneToken,
    texts: {
      limit: 'the same framework without authentication',
      columns: ['Express', 'Koa', 'Hono'],
      bare: ['bareExpress', 'bareKoa', 'bareHono'],
      targets: [0.85, 0.8, 0.8],
      entrants: [
        { name: HOLDFAST, servers: ['holdfastExpress', 'holdfastKoa', 'holdfastHono'] },
        {
          name: 'no authentication: Authorization read, the two header fields set',
          servers: ['fieldsExpress', 'fieldsKoa', 'fieldsHono'],
          isOpen: true,
        },
        { ...JOSE, servers: ['joseExpress', 'joseKoa', 'joseHono'] },
        { ...JWT_BEARER, servers: ['jwtBearerExpress'] },
        {
          name: 'hono/jwk, keys given',
          package: 'hono',
          servers: [undefined, undefined, 'jwkHono'],
        },
      ],
      notes: [LOAD],
    },
  },
  {
    id: 'h2',
    title: 'New tokens over HTTP',
    prepare: manyTokens,
    texts: {
      limit: 'Express without authentication, receiving the same requests',
      columns: ['Express, RS256'],
      bare: ['bareExpress'],
      targets: [0.65],
      entrants: [
        { name: HOLDFAST, servers: ['holdfastExpress'] },
        {
          name: 'no library: read and verified, nothing checked, the two header fields set',
          servers: ['readingExpress'],
        },
        { ...JOSE, servers: ['joseExpress'] },
        { ...JWT_BEARER, servers: ['jwtBearerExpress'] },
      ],
      notes: [
        LOAD,
        `${POOL} tokens in turn, more than twice of what Holdfast remembers: each comes as a new one.`,
      ],
    },
  },
  {
    id: 'h3',
    title: 'One token over tRPC',
    prepare: oneToken,
    texts: {
      limit: 'the same call, unprotected',
      columns: ['tRPC, standalone adapter'],
      bare: ['bareTrpc'],
      targets: [0.8],
      entrants: [
        { name: HOLDFAST, servers: ['holdfastTrpc'] },
        { ...JOSE, servers: ['joseTrpc'] },
      ],
      notes: [LOAD],
    },
  },
  {
    id: 'h4',
    title: 'DPoP over HTTP, a new proof each time',
    prepare: manyProofs,
    texts: {
      limit: 'Express without authentication, receiving the same kind of requests',
      columns: ['Express, ES256 proofs'],
      bare: ['bareExpress'],
      entrants: [
        { name: HOLDFAST, servers: ['holdfastExpress'] },
        { ...JWT_BEARER, servers: ['jwtBearerExpress'] },
      ],
      notes: [LOAD, 'Clients and tokens are known; Holdfast detects replays, its peer does not.'],
    },
  },
];

export const httpWorkloads: readonly Workload[] = PLANS.map((plan) => ({
  id: plan.id,
  title: plan.title,
  run: (effort) => run(plan, effort),
}));
