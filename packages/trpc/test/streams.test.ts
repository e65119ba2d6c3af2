import { createTRPCClient, httpBatchStreamLink } from '@trpc/client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isAuthError, trpcAuth } from '../src/index.ts';
import type { Served } from './adapters.ts';
import { ADAPTER_NAMES, serve } from './adapters.ts';
import { bearer, createApi, issuer, t } from './setting.ts';

const { createContext, authenticated, requiredScopes } = trpcAuth(createApi());
const procedure = t.procedure.use(authenticated);
const failures: unknown[] = [];
let letGo: () => void = () => {};
let held: Promise<void> = Promise.resolve();

const router = t.router({
  open: t.procedure.query(() => 'open'),
  caller: procedure.query(({ ctx }) => ctx.auth.clientId),
  // Is authenticated when the answer has begun, so that nothing can be added to its header fields.
  late: t.procedure
    .use(({ next }) => held.then(() => next()))
    .use(authenticated)
    .query(({ ctx }) => ctx.auth.clientId),
  count: procedure.use(requiredScopes('read')).subscription(async function* ({ ctx }) {
    yield ctx.auth.clientId;
    yield 'two';
  }),
});

const good = bearer(await issuer.mint({ clientId: 'shop', scope: 'read' }));
const poor = bearer(await issuer.mint({ clientId: 'poor' }));

describe.each(ADAPTER_NAMES)('streams through the %s adapter are 200', (name) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve(name, {
      router,
      createContext,
      onError: ({ error }) => void failures.push(error.cause),
    });
  });
  beforeEach(() => {
    failures.length = 0;
    held = new Promise((resolve) => {
      letGo = resolve;
    });
  });
  afterEach(() => letGo());
  afterAll(() => served.close());

  const connect = (headers: Record<string, string>, seen: Response[]) =>
    createTRPCClient<typeof router>({
      links: [
        httpBatchStreamLink({
          url: served.url,
          headers,
          fetch: async (url, init) => {
            const answer = await fetch(url as string, init as RequestInit);
            seen.push(answer);
            return answer;
          },
        }),
      ],
    });

  test('a batch that is accepted', async () => {
    const seen: Response[] = [];
    const trpc = connect(good, seen);
    const late = trpc.late.query();
    expect(await Promise.all([trpc.open.query(), trpc.caller.query()])).toEqual(['open', 'shop']);
    letGo();
    expect(await late).toBe('shop');
    expect(seen.map(({ status }) => status)).toEqual([200]);
  });

  test('a batch with calls that are refused: the errors are in the stream, also when it has begun', async () => {
    const seen: Response[] = [];
    const trpc = connect({}, seen);
    const late = trpc.late.query().catch((error: unknown) => error);
    const caller = trpc.caller.query().catch((error: unknown) => error);
    expect(await trpc.open.query()).toBe('open');
    const refused = {
      message: 'This request needs an access token.',
      data: { code: 'UNAUTHORIZED', httpStatus: 401 },
    };
    expect(await caller).toMatchObject(refused);
    letGo();
    expect(await late).toMatchObject(refused);
    expect(seen.map(({ status }) => status)).toEqual([200]);
    expect(failures.map((cause) => isAuthError(cause) && cause.reason)).toEqual([
      'missing_authorization',
      'missing_authorization',
    ]);
  });

  test('a subscription by Server-Sent Events that is accepted', async () => {
    const answer = await fetch(`${served.url}/count`, { headers: good });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    expect(await answer.text()).toMatch(/data: "shop".*data: "two".*event: return/s);
  });

  test('a subscription by Server-Sent Events that is refused: the error is in the stream, the challenge on the answer', async () => {
    const answer = await fetch(`${served.url}/count`, { headers: poor });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    expect(answer.headers.get('www-authenticate')).toContain('error="insufficient_scope"');
    const [, data = ''] = /event: serialized-error\ndata: (.*)/.exec(await answer.text()) ?? [];
    expect(JSON.parse(data)).toMatchObject({ data: { code: 'FORBIDDEN', httpStatus: 403 } });
  });

  test('a token in the connectionParams of Server-Sent Events, which is in the URL, is not read (RFC 9700 section 4.3.2)', async () => {
    const params = encodeURIComponent(JSON.stringify(good));
    const answer = await fetch(`${served.url}/count?connectionParams=${params}`);
    expect(await answer.text()).toContain('This request needs an access token.');
  });
});
