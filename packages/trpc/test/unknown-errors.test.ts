import type { TRPCError } from '@trpc/server';
import { initTRPC } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { describe, expect, test } from 'vitest';
import type { AuthContext, CreateContextOptions, TrpcAuth } from '../src/index.ts';
import { isAuthError, trpcAuth } from '../src/index.ts';
import { bearer, createApi, issuer } from './setting.ts';

const SECRET = 'the password is hunter2';
const fail = (): never => {
  throw new Error(SECRET);
};
const token = await issuer.mint();
const good = trpcAuth(createApi());
// Breaks after the authentication.
let isBroken = false;
const breaking = trpcAuth(createApi({ now: () => (isBroken ? fail() : Date.now() / 1000) }));

async function call(
  { authenticated, requiredAuthentication, createContext }: TrpcAuth,
  makeContext: (options: CreateContextOptions) => AuthContext = createContext,
  isDev = false,
) {
  isBroken = false;
  const t = initTRPC.context<AuthContext>().create({ isDev });
  const failures: TRPCError[] = [];
  const procedure = t.procedure.use(authenticated);
  const answer = await fetchRequestHandler({
    endpoint: '/',
    req: new Request('https://api.test/caller,guarded?batch=1&input={}', {
      headers: bearer(token),
    }),
    router: t.router({
      caller: procedure.query(() => 'passed'),
      guarded: procedure
        .use(({ next }) => {
          isBroken = true;
          return next();
        })
        .use(requiredAuthentication({ maxAge: 60 }))
        .query(() => 'passed'),
    }),
    createContext: makeContext,
    onError: ({ error }) => void failures.push(error),
  });
  return { answer, text: await answer.text(), failures };
}

describe("an error that is no refusal is tRPC's INTERNAL_SERVER_ERROR without details", () => {
  test('of a clock', async () => {
    const { answer, text, failures } = await call(trpcAuth(createApi({ now: fail })));
    expect(answer.status).toBe(500);
    expect(text).not.toContain(SECRET);
    expect(failures.map(({ code, message, cause }) => [code, message, cause?.message])).toEqual(
      Array(2).fill(['INTERNAL_SERVER_ERROR', 'Internal server error', SECRET]),
    );
    expect(answer.headers.get('www-authenticate')).toBeNull();
  });

  test('of a clock that a guard asks', async () => {
    const { answer, text, failures } = await call(breaking);
    expect(answer.status).toBe(207);
    expect(JSON.parse(text)).toMatchObject([
      { result: { data: 'passed' } },
      { error: { message: 'Internal server error', data: { code: 'INTERNAL_SERVER_ERROR' } } },
    ]);
    expect(text).not.toContain(SECRET);
    expect(failures.map(({ cause }) => cause?.message)).toEqual([SECRET]);
  });

  test('of a clock that is asked when a stream has to end', async () => {
    isBroken = false;
    const t = initTRPC.context<AuthContext>().create({ isDev: false });
    const failures: TRPCError[] = [];
    const answer = await fetchRequestHandler({
      endpoint: '/',
      req: new Request('https://api.test/stream', { headers: bearer(token) }),
      router: t.router({
        stream: t.procedure.use(breaking.authenticated).subscription(() => {
          isBroken = true;
          return (async function* () {
            yield 'passed';
          })();
        }),
      }),
      createContext: breaking.createContext,
      onError: ({ error }) => void failures.push(error),
    });
    const text = await answer.text();
    expect(text).toContain('"message":"Internal server error"');
    expect(text).not.toMatch(new RegExp(`passed|${SECRET}`));
    expect(failures[0]?.cause?.message).toBe(SECRET);
  });

  test('and for developers, whom tRPC sends the stack, too', async () => {
    const { text } = await call(breaking, breaking.createContext, true);
    expect(text).toContain('stack');
    expect(text).not.toContain(SECRET);
  });

  test('of a context that createContext has not made', async () => {
    const { answer, text, failures } = await call(good, () => ({}) as AuthContext);
    expect(answer.status).toBe(500);
    expect(text).not.toContain('createContext');
    expect(failures[0]?.cause).toMatchObject({
      name: 'ConfigurationError',
      message: 'The context must include what createContext() of trpcAuth() gives.',
    });
  });
});

describe('a refusal', () => {
  test('shows developers and clients its constant message, and only the log its details', async () => {
    const other = trpcAuth(createApi({ requiredClaims: ['hunter2'] }));
    const { text, failures } = await call(other, other.createContext, true);
    expect(text).toContain('The access token lacks a required claim.');
    expect(text).not.toContain('hunter2');
    const [{ cause } = {}] = failures;
    expect(isAuthError(cause) && cause.details).toEqual({ claim: 'hunter2' });
  });
});

test('a context that is written to a log does not show the token', () => {
  const req = new Request('https://api.test/', { headers: bearer(token) });
  const ctx = good.createContext({ req, resHeaders: new Headers() });
  expect(JSON.stringify(ctx)).not.toContain(token);
});
