import type { DeclaredFailure } from '@holdfast/auth-conformance';
import type { Adapter } from './runtimes.ts';

/** Cases that a framework or the server of a runtime decides before or after the adapter. */
interface ServerFailure extends DeclaredFailure {
  /** Matches the ids of runtimes. */
  readonly runtimes: RegExp;
  readonly adapters: readonly Adapter[];
}

const ANY = /./;
const FETCH: readonly Adapter[] = ['hono', 'trpc-fetch'];
const TRPC: readonly Adapter[] = ['trpc', 'trpc-fetch'];

const FAILURES: readonly ServerFailure[] = [
  {
    runtimes: /^node/,
    adapters: FETCH,
    cases:
      /^(origin|publicurl|metadatachallenge)\/(host-with-(path|query|fragment)|forged-userinfo|host-userinfo)$/,
    reason: '@hono/node-server answers a Host field that is no host with 400',
  },
  {
    runtimes: /^(node|deno)/,
    adapters: FETCH,
    cases: /^targetform\/absolute-other-(host|scheme)$/,
    reason:
      'the origin of an absolute-form target becomes that of the request’s URL, and not the Host field (RFC 9112 section 3.2.2)',
  },
  {
    runtimes: /^(deno|workerd)/,
    adapters: FETCH,
    cases: /^(origin|publicurl)\/host-with-(path|query|fragment)$/,
    reason:
      'the URL of a request is its Host field and its target joined unread; routes and proofs follow it alike',
  },
  {
    runtimes: /^workerd/,
    adapters: FETCH,
    cases:
      /^(malformed\/(empty|blank)-field|repeated\/empty-then-good|optional\/empty|proofchallenge\/required-malformed)$/,
    reason: 'workerd drops an Authorization field that is empty',
  },
  {
    runtimes: /^node/,
    adapters: ['trpc'],
    cases: ['metadatachallenge/host-userinfo', 'publicurl/forged-userinfo'],
    reason: 'tRPC makes a Request of the Host field, which throws for credentials in it: 500',
  },
  {
    runtimes: ANY,
    adapters: TRPC,
    cases: ['places/form', 'places/post'],
    reason: 'tRPC answers 415 to a form',
  },
  {
    runtimes: ANY,
    adapters: TRPC,
    cases: /^(?!metadata\/).*\/head(-accepted|-with-get)?$/,
    reason: 'tRPC answers HEAD with 204 before any procedure runs',
  },
  {
    runtimes: ANY,
    adapters: TRPC,
    cases: /^preflight\/(?!get$)|-preflight$|^denied\/(options|delete)$|^proofmethod\/patch$/,
    reason: 'tRPC has GET and POST alone and answers 405 to other methods',
  },
  {
    runtimes: ANY,
    adapters: TRPC,
    cases: /^onerror\/guard(-no-token)?$|\/on-error(-token)?$/,
    reason: 'tRPC has an errorFormatter in place of onError',
  },
];

/** Finds what cannot hold for an adapter on a runtime, and why. */
export function expectedFailures(runtime: string, adapter: Adapter): readonly DeclaredFailure[] {
  return FAILURES.filter(
    ({ runtimes, adapters }) => runtimes.test(runtime) && adapters.includes(adapter),
  );
}
