import { createTestIssuer } from '@holdfast/auth-testing';
import type { TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { observable } from '@trpc/server/observable';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { expirySignal, isAuthError, trpcAuth } from '../src/index.ts';
import { bearer, OPTIONS, t } from './setting.ts';

// Another time than the system's, so that a token lives by the client's clock alone.
const START = 1_900_000_000;
let time = START;
const now = (): number => time;
const issuer = await createTestIssuer({ algorithm: 'ES256', now });
const { createContext, authenticated } = trpcAuth({
  ...OPTIONS,
  issuer: { issuer: issuer.issuer, jwks: issuer.jwks },
  now,
});
const optional = trpcAuth(
  { ...OPTIONS, issuer: { issuer: issuer.issuer, jwks: issuer.jwks }, now },
  { required: false },
);
const procedure = t.procedure.use(authenticated);

const log: string[] = [];
const failures: TRPCError[] = [];
let wake: () => void = () => {};
const forever = (): Promise<void> => new Promise(() => {});
const untilWoken = (): Promise<void> =>
  new Promise((resolve) => {
    wake = resolve;
  });

const router = t.router({
  caller: procedure.query(({ ctx }) => ctx.auth.clientId),
  silent: procedure.subscription(async function* ({ ctx }) {
    yield ctx.auth.clientId;
    await forever();
  }),
  woken: procedure.subscription(async function* () {
    try {
      yield 'first';
      await untilWoken();
      yield 'second';
    } finally {
      log.push('cleaned up');
    }
  }),
  broken: procedure.subscription(async function* () {
    try {
      yield 'first';
      await untilWoken();
    } finally {
      // biome-ignore lint/correctness/noUnsafeFinally: the test is about that
      throw new Error('of the cleanup');
    }
  }),
  failing: procedure.subscription(async function* () {
    yield 'first';
    throw new Error('of the application');
  }),
  watching: procedure.subscription(async function* ({ ctx }) {
    yield 'first';
    const { promise, reject } = rejectable();
    const signal = expirySignal(ctx.auth, { now });
    signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    await promise;
  }),
  short: procedure.subscription(async function* () {
    yield 'first';
    yield 'last';
  }),
  observed: procedure.subscription(() =>
    observable<string>((observer) => {
      observer.next('first');
      return () => void log.push('unsubscribed');
    }),
  ),
  streamed: procedure.query(async function* () {
    yield 'first';
    await forever();
  }),
  nested: procedure.query(() => ({ items: nestedItems() })),
  anonymous: t.procedure.use(optional.authenticated).subscription(async function* ({ ctx }) {
    yield ctx.auth?.clientId ?? 'nobody';
    await untilWoken();
    yield 'second';
  }),
});

async function* nestedItems(): AsyncGenerator<string> {
  yield 'first';
  await untilWoken();
  yield 'second';
}

function rejectable(): { promise: Promise<never>; reject: (cause: unknown) => void } {
  let reject: (cause: unknown) => void = () => {};
  const promise = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  return { promise, reject };
}

const TOKEN = await issuer.mint({ clientId: 'shop', expiresIn: 60 });

/** Opens a stream, and collects what comes of it until it ends. */
async function open(path: string, headers: Record<string, string> = bearer(TOKEN)) {
  const answer = await fetchRequestHandler({
    endpoint: '/trpc',
    req: new Request(`https://api.test/trpc/${path}`, { headers }),
    router,
    createContext: (options) => ({ ...createContext(options), app: 'things' }),
    onError: ({ error }) => void failures.push(error),
  });
  const stream = { status: answer.status, text: '', ended: false };
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  const ended = (async () => {
    for (let step = await reader?.read(); step && !step.done; step = await reader?.read()) {
      stream.text += step.value;
    }
    stream.ended = true;
  })();
  return { stream, ended, cancel: () => reader?.cancel() };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets seconds pass, on the client's clock and for timers. */
async function pass(seconds: number): Promise<void> {
  time += seconds;
  await vi.advanceTimersByTimeAsync(seconds * 1000);
  await settle();
}

const EXPIRED =
  '"message":"The access token has expired.","code":-32001,"data":{"code":"UNAUTHORIZED"';

beforeEach(() => {
  time = START;
  log.length = 0;
  failures.length = 0;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => void vi.useRealTimers());

describe('a stream ends with the token (RFC 7519 section 4.1.4)', () => {
  const ENDING: ReadonlyArray<
    readonly [id: string, path: string, headers: Record<string, string>]
  > = [
    ['a subscription that waits for what never comes', 'silent', {}],
    ['an observable', 'observed', {}],
    ['a subscription that watches expirySignal itself', 'watching', {}],
    ['a query that streams', 'streamed?batch=1&input={}', { 'trpc-accept': 'application/jsonl' }],
  ];
  test.each(ENDING)('%s', async (_id, path, headers) => {
    const { stream, ended } = await open(path, { ...bearer(TOKEN), ...headers });
    await settle();
    await pass(59);
    expect(stream).toMatchObject({ status: 200, ended: false });
    expect(stream.text).toMatch(/"(first|shop)"/s);
    expect(stream.text).not.toContain('expired');
    await pass(1);
    await ended;
    expect(stream.text).toContain(EXPIRED);
  });

  test('onError gets the refusal, with the challenge for an errorFormatter', async () => {
    const { ended } = await open('silent');
    await pass(60);
    await ended;
    expect(failures).toHaveLength(1);
    const { cause } = failures[0] as TRPCError;
    expect(isAuthError(cause) && [cause.reason, cause.headers['www-authenticate']]).toEqual([
      'expired',
      'Bearer realm="api", error="invalid_token", error_description="The access token has expired.", DPoP algs="ES256"',
    ]);
  });

  test('at once, where the token is accepted for the tolerance alone', async () => {
    time = START + 62;
    const { stream, ended } = await open('silent');
    await ended;
    expect(stream.text).toContain(EXPIRED);
    expect(stream.text).not.toContain('shop');
  });

  test('an observable is unsubscribed', async () => {
    const { ended } = await open('observed');
    await pass(60);
    await ended;
    expect(log).toEqual(['unsubscribed']);
  });

  test('a source cleans up when what it waits for comes, and nothing more is sent', async () => {
    const { stream, ended } = await open('woken');
    await pass(60);
    await ended;
    expect(log).toEqual([]);
    wake();
    await settle();
    expect(log).toEqual(['cleaned up']);
    expect(stream.text).not.toContain('second');
  });

  test('a cleanup that fails afterwards is no unhandled rejection', async () => {
    const rejections: unknown[] = [];
    const note = (reason: unknown): void => void rejections.push(reason);
    process.on('unhandledRejection', note);
    const { ended } = await open('broken');
    await pass(60);
    await ended;
    wake();
    await settle();
    process.off('unhandledRejection', note);
    expect(rejections).toEqual([]);
  });
});

describe('before that', () => {
  test('a subscription ends by itself', async () => {
    const { stream, ended } = await open('short');
    await ended;
    expect(stream.text).toMatch(/"first".*"last".*event: return/s);
    expect(failures).toEqual([]);
  });

  test('an error of the application comes through', async () => {
    const { stream, ended } = await open('failing');
    await ended;
    expect(stream.text).toContain('of the application');
  });

  test('a client that leaves lets the source clean up', async () => {
    const { cancel } = await open('woken');
    await settle();
    void cancel();
    await settle();
    wake();
    await settle();
    expect(log).toEqual(['cleaned up']);
  });

  test('a query sets no timer', async () => {
    await (await open('caller')).ended;
    expect(vi.getTimerCount()).toBe(0);
  });
});

test('a caller without a token has no end (required: false)', async () => {
  const { stream, cancel } = await open('anonymous', {});
  await pass(10_000);
  expect(stream.ended).toBe(false);
  wake();
  await settle();
  expect(stream.text).toMatch(/"nobody".*"second"/s);
  await cancel();
});

test('a stream inside of a result outlives the token: only what the result itself streams ends', async () => {
  const headers = { ...bearer(TOKEN), 'trpc-accept': 'application/jsonl' };
  const { stream, ended } = await open('nested?batch=1&input={}', headers);
  await settle();
  await pass(60);
  expect(stream.ended).toBe(false);
  wake();
  await ended;
  expect(stream.text).toMatch(/"first".*"second"/s);
  expect(failures).toEqual([]);
});

test('a caller with a token ends with it, also where none is required', async () => {
  const { stream, ended } = await open('anonymous');
  await pass(60);
  await ended;
  expect(stream.text).toContain(EXPIRED);
});
