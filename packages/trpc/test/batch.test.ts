import { createDpopClient } from '@holdfast/auth-testing';
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { trpcAuth } from '../src/index.ts';
import type { Served } from './adapters.ts';
import { ADAPTER_NAMES, serve } from './adapters.ts';
import { bearer, createApi, issuer, t } from './setting.ts';

const api = createApi();
const { createContext, authenticated, requiredScopes, claimEquals } = trpcAuth(api);
const optional = trpcAuth(api, { required: false });
const procedure = t.procedure.use(authenticated);

const router = t.router({
  open: t.procedure.query(() => 'open'),
  caller: procedure.query(({ ctx }) => ctx.auth.clientId),
  auth: procedure.query(({ ctx }) => ctx.auth),
  maybe: t.procedure.use(optional.authenticated).query(({ ctx }) => ctx.auth?.clientId ?? 'nobody'),
  tenant: procedure.use(claimEquals('tenant', 'acme')).query(() => 'passed'),
  read: procedure.use(requiredScopes('read')).query(() => 'passed'),
  write: procedure.use(requiredScopes('write')).query(() => 'passed'),
});

const token = await issuer.mint({ clientId: 'shop', scope: 'other' });
const client = await createDpopClient();
const bound = await issuer.mint({ clientId: 'bound', dpopKey: client });

/** What came of each call of a batch: its data, or the code of its error. */
async function settled(calls: readonly Promise<unknown>[]): Promise<readonly unknown[]> {
  const outcomes = await Promise.allSettled(calls);
  return outcomes.map((outcome) => {
    if (outcome.status === 'fulfilled') return outcome.value;
    const { reason } = outcome;
    return reason instanceof TRPCClientError ? reason.data.code : reason;
  });
}

describe.each(ADAPTER_NAMES)('a batch through the %s adapter', (name) => {
  let served: Served;
  let answers: Response[] = [];
  beforeAll(async () => {
    served = await serve(name, { router, createContext });
  });
  afterAll(() => served.close());
  afterEach(() => {
    answers = [];
    vi.restoreAllMocks();
  });

  function connect(headers: Record<string, string>, send: typeof fetch = fetch) {
    return createTRPCClient<typeof router>({
      links: [
        httpBatchLink({
          url: served.url,
          headers,
          fetch: async (url, init) => {
            const answer = await send(url as string, init as RequestInit);
            answers.push(answer);
            return answer;
          },
        }),
      ],
    });
  }

  test('is verified once', async () => {
    const admit = vi.spyOn(api, 'admit');
    const trpc = connect(bearer(token));
    const calls = Array.from({ length: 20 }, () => trpc.caller.query());
    expect(new Set(await settled([...calls, trpc.maybe.query()]))).toEqual(new Set(['shop']));
    expect([answers.length, answers[0]?.status]).toEqual([1, 200]);
    expect(admit).toHaveBeenCalledTimes(1);
  });

  test('needs one proof, made for the URL and the method of the request (RFC 9449 section 4.2)', async () => {
    const trpc = connect({ authorization: `DPoP ${bound}` }, client.fetch);
    expect(
      await settled([
        trpc.caller.query(),
        trpc.maybe.query(),
        trpc.open.query(),
        trpc.caller.query(),
      ]),
    ).toEqual(['bound', 'bound', 'open', 'bound']);
    expect(answers.map(({ status }) => status)).toEqual([200]);
  });

  test('cannot use a proof again (RFC 9449 section 11.1)', async () => {
    const url = `${served.url}/caller,caller`;
    const dpop = await client.proof({ method: 'GET', url, accessToken: bound });
    const headers = { authorization: `DPoP ${bound}`, dpop };
    const statuses = [];
    for (let copy = 0; copy < 2; copy += 1) {
      statuses.push((await fetch(`${url}?batch=1&input={}`, { headers })).status);
    }
    expect(statuses).toEqual([200, 401]);
  });

  test('cannot use the proof of another path (RFC 9449 section 4.3)', async () => {
    const dpop = await client.proof({
      method: 'GET',
      url: `${served.url}/caller`,
      accessToken: bound,
    });
    const headers = { authorization: `DPoP ${bound}`, dpop };
    const answer = await fetch(`${served.url}/caller,caller?batch=1&input={}`, { headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_dpop_proof"');
  });

  test('that is mixed is 207, with the error of each call and the challenge of the refusal (RFC 9110 section 11.6.1)', async () => {
    const trpc = connect({});
    expect(await settled([trpc.open.query(), trpc.caller.query(), trpc.maybe.query()])).toEqual([
      'open',
      'UNAUTHORIZED',
      'nobody',
    ]);
    expect(answers[0]?.status).toBe(207);
    expect(answers[0]?.headers.get('www-authenticate')).toBe(
      'Bearer realm="api", DPoP algs="ES256"',
    );
    expect(answers[0]?.headers.get('cache-control')).toBe('no-store');
  });

  test('that is refused as a whole has the status of its refusals', async () => {
    const trpc = connect({});
    await settled([trpc.caller.query(), trpc.caller.query()]);
    expect(answers[0]?.status).toBe(401);
  });

  test('that is refused for several reasons carries the first challenge, and one', async () => {
    const trpc = connect(bearer(token));
    const calls = [trpc.tenant, trpc.write, trpc.read, trpc.caller].map((each) => each.query());
    expect(await settled(calls)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'shop']);
    expect(answers[0]?.status).toBe(207);
    expect(answers[0]?.headers.get('cache-control')).toBe('no-store');
    const challenge = answers[0]?.headers.get('www-authenticate');
    expect(challenge).toContain('scope="write"');
    expect(challenge?.match(/realm=/g)).toHaveLength(1);
  });

  test('of two users at the same time shows each his own', async () => {
    const users = Array.from({ length: 20 }, (_, index) => `user-${index}`);
    const shown = await Promise.all(
      users.map(async (clientId) => {
        const trpc = connect(bearer(await issuer.mint({ clientId })));
        return settled([trpc.caller.query(), trpc.maybe.query(), trpc.caller.query()]);
      }),
    );
    expect(shown).toEqual(users.map((user) => [user, user, user]));
  });
});
