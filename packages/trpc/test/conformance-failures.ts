import type { DeclaredFailure } from '@holdfast/auth-conformance';

const OF_TRPC: readonly DeclaredFailure[] = [
  {
    cases: /^(?!metadata\/).*\/head(-|$)/,
    reason: 'tRPC answers HEAD with an empty 204 and runs no procedure',
  },
  {
    cases: /^preflight\/(?!get$)|-preflight$|^denied\/options$/,
    reason: 'tRPC answers OPTIONS with 405 and runs no procedure: CORS is left to a middleware',
  },
  {
    cases: ['denied/delete', 'proofmethod/patch'],
    reason: 'tRPC answers methods other than GET and POST with 405 and runs no procedure',
  },
  {
    cases: ['places/form', 'places/post'],
    reason: 'tRPC answers a form with 415 and runs no procedure',
  },
  {
    cases: /\/on-error(-token)?$|^onerror\/guard(-no-token)?$/,
    reason: "there is no onError but tRPC's, which sees errors and answers nothing",
  },
  {
    cases: ['metadatachallenge/host-userinfo', 'publicurl/forged-userinfo'],
    reason: 'a Host field with credentials is answered before any procedure',
  },
];

const OF_THE_SERVER: readonly DeclaredFailure[] = [
  {
    cases: ['targetform/absolute-other-host', 'targetform/absolute-other-scheme'],
    reason:
      '@hono/node-server takes the origin of a Request from an absolute-form target, and not from the Host field (RFC 9112 §3.2.2)',
  },
  {
    cases: /^(origin|publicurl)\/host-with-(path|query|fragment)$/,
    reason: '@hono/node-server answers a Host field that is no host with 400',
  },
];

/** What the suite asks for and tRPC, or the server before its Fetch adapter, does not do. */
export const FAILURES: Readonly<
  Record<'standalone' | 'Express' | 'Fetch', readonly DeclaredFailure[]>
> = { standalone: OF_TRPC, Express: OF_TRPC, Fetch: [...OF_TRPC, ...OF_THE_SERVER] };
