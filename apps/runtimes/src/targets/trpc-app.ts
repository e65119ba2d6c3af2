// The suite asks for routes with bodies of their own, and tRPC has procedures and an envelope. Here a
// path is mapped to its procedure, and what is in the envelope is taken out; the status and the header
// fields are those that tRPC and the adapter under test have written.
import { applyGuard, ROUTES, servesMetadata, showAuth } from '@holdfast/auth-conformance';
import { requestUrl } from '@holdfast/auth-core';
import type { ApiClientOptions, AuthContext, CreateContextOptions } from '@holdfast/auth-trpc';
import {
  ApiClient,
  getAuth,
  isAuthError,
  protectedResourceMetadata,
  trpcAuth,
} from '@holdfast/auth-trpc';
import type { AnyTRPCRouter } from '@trpc/server';
import { initTRPC } from '@trpc/server';

/** The suite's POSTs have no body; tRPC wants to know the type of it all the same. */
export const CONTENT_TYPE = 'application/json';

interface Context extends AuthContext {
  /** Sets a header field of the answer. */
  readonly set: (name: string, value: string) => void;
}

/** The app of the suite, for any of tRPC's adapters. */
export interface TrpcApp {
  readonly router: AnyTRPCRouter;
  readonly createContext: (from: CreateContextOptions, set: Context['set']) => Context;
  /** Answers requests for the protected resource metadata, which stand beside tRPC. */
  readonly metadata: (request: Request) => Response | undefined;
}

const t = initTRPC.context<Context>().create({
  isDev: false,
  errorFormatter: ({ shape, error: { cause } }) => ({
    ...shape,
    data: { ...shape.data, ...(isAuthError(cause) && { error: cause.code }) },
  }),
});

/** Makes a query and a mutation for each route. */
export function createTrpcApp(options: ApiClientOptions): TrpcApp {
  const api = new ApiClient(options);
  const procedures = ROUTES.map(({ auth: admission, guards, after }) => {
    const auth = trpcAuth(api, { required: admission?.required });
    let procedure: typeof t.procedure = t.procedure;
    if (admission) procedure = procedure.use(auth.authenticated) as never;
    for (const guard of guards) procedure = procedure.use(applyGuard(auth, guard) as never);
    const show = ({ ctx }: { readonly ctx: Context }) => {
      for (const [name, value] of Object.entries(after)) ctx.set(name, value);
      return showAuth(getAuth(ctx));
    };
    return { GET: procedure.query(show), POST: procedure.mutation(show) };
  });
  return {
    router: t.router(Object.fromEntries(procedures.map((each, index) => [index, each]))),
    createContext: (from, set) => ({ ...trpcAuth(api).createContext(from), set }),
    metadata: servesMetadata(options) ? protectedResourceMetadata(api) : () => undefined,
  };
}

/**
 * Finds the procedure behind a route.
 *
 * @param url the request's target or URL
 * @returns its path in the router, and the header fields that the app sets before it
 */
export function routeTo(
  method: string | undefined,
  url: string | undefined,
): { readonly path: string; readonly before: Readonly<Record<string, string>> } {
  const asked = requestUrl('', url ?? '/').replace(/[?#].*/, '');
  const index = ROUTES.findIndex(({ path, rest }) => rest || path === asked);
  const before = ROUTES[index]?.before ?? {};
  return { path: `/${index}.${method === 'POST' ? 'POST' : 'GET'}`, before };
}

/** Takes data or an error out of tRPC's envelope. */
export function unwrapBody(text: string): string {
  if (text === '') return '';
  const { result, error } = JSON.parse(text);
  return JSON.stringify(
    result ? result.data : { error: error.data.error, error_description: error.message },
  );
}

/** Takes out of `Vary` what tRPC adds to every answer. Empty where nothing is left. */
export function unwrapVary(vary: string): string {
  const items = vary.split(', ').filter((item) => item !== 'trpc-accept' && item !== 'accept');
  return items.join(', ');
}
