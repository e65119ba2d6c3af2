import { Agent } from 'node:http';
import { exportPKCS8, generateKeyPair } from 'jose';
import { describe, expect, test } from 'vitest';
import type { ApiClient } from '../../src/index.ts';
import { expectSilent, spellings, stringsIn } from './secrets-walk.ts';
import { createExchange, errorOf, goodAnswer } from './setting.ts';

const { privateKey } = await generateKeyPair('ES256', { extractable: true });
const pem = await exportPKCS8(privateKey);
const pemBody = pem.split('\n')[1] ?? '';

const SECRET = 'Hush: 100% & "süß"/+?~x';
const SUBJECT = `eyJhbGciOiJFUzI1NiJ9.${btoa('{"sub":"ann"}')}.c2lnbmF0dXJl+/${'x'.repeat(90)}`;
const ACTOR = 'the-actors/token+with=signs_42';
const EXTRA = 'an extra: one-time password';
const clientId = 'api:client';
const BASIC = btoa(
  [clientId, SECRET].map((half) => new URLSearchParams({ '': half }).toString().slice(1)).join(':'),
);

const CLIENTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  client_secret_basic: { clientId, clientSecret: SECRET },
  client_secret_post: {
    clientId,
    clientSecret: SECRET,
    clientAuthentication: { method: 'client_secret_post' },
  },
  private_key_jwt: {
    clientId,
    clientSecret: undefined,
    clientAuthentication: { method: 'private_key_jwt', privateKey: pem, algorithm: 'ES256' },
  },
};

type Call = (api: ApiClient) => Promise<unknown>;

const CALLS: readonly [Call, Call, Call] = [
  (api) => api.getAccessTokenForConnection({ connection: 'google-oauth2', accessToken: SUBJECT }),
  (api) =>
    api.getTokenByExchangeProfile(SUBJECT, {
      subjectTokenType: 'urn:example:legacy',
      actorToken: ACTOR,
      actorTokenType: 'urn:ietf:params:oauth:token-type:access_token',
      extra: { otp: EXTRA },
    }),
  (api) => api.getTokenOnBehalfOf(SUBJECT, { audience: 'https://downstream.test' }),
];

/** What a `fetch` saw of one request, as a library's error would carry it. */
interface Seen {
  readonly url: string;
  readonly init: RequestInit;
  readonly body: string;
  readonly authorization: string;
}

function libraryError({ url, init, body }: Seen, message = 'Request failed'): Error {
  const config = { url, method: 'post', headers: init.headers, data: body, agent: new Agent() };
  return Object.assign(new Error(message), {
    config,
    request: { init, body },
    code: 'ERR_NETWORK',
  });
}

const FAILURES: Readonly<Record<string, (seen: Seen) => unknown>> = {
  'the request as a property': (seen) => libraryError(seen),
  'the body in the message': (seen) => libraryError(seen, `POST ${seen.url} failed: ${seen.body}`),
  'the credentials in the message': ({ authorization, body }) =>
    new Error(`curl -H 'Authorization: ${authorization}' -d '${body}'`),
  'the decoded body in the message': ({ body }) =>
    new Error([...new URLSearchParams(body).values()].join(', ')),
  'all of it as JSON in the message': ({ init, body }) =>
    new Error(JSON.stringify({ ...init, body, form: [...new URLSearchParams(body)] })),
  'the decoded credentials in the message': ({ authorization }) =>
    new Error(atob(authorization.slice(6))),
  'the request as the cause': (seen) => new Error('fetch failed', { cause: libraryError(seen) }),
  'the body as the cause': ({ body }) => new TypeError('fetch failed', { cause: body }),
  'the body as the code': ({ body }) => Object.assign(new Error('failed'), { code: body }),
  "the body as the cause's code": ({ body }) => new Error('failed', { cause: { code: body } }),
  'errors in an AggregateError': (seen) => new AggregateError([libraryError(seen)], seen.body),
  'a plain object': (seen) => ({ ...seen, message: seen.body }),
  'the body itself': ({ body }) => body,
  'an error with methods that tell': ({ body }) =>
    Object.assign(new Error('failed'), { toJSON: () => body, toString: () => body }),
  'a hidden property': ({ body }) =>
    Object.defineProperty(new Error('failed'), 'hidden', { value: body }),
  'the stack': ({ body }) => Object.assign(new Error('failed'), { stack: body }),
  'the name': ({ body }) => Object.assign(new Error('failed'), { name: body }),
  'a message that is the end of a long text': ({ body }) =>
    new Error(`${'.'.repeat(980)}${new URLSearchParams(body).get('subject_token')}`),
};

/** Gives an answer, or throws, in place of the token endpoint. */
type Network = (seen: Seen) => Response | Promise<Response>;

async function failWith(client: object, network: Network, call: Call) {
  const { issuer } = await createExchange();
  const secrets = [SUBJECT, ACTOR, EXTRA, pemBody];
  const { api } = await createExchange({
    client: {
      ...client,
      fetch: async (url: string, init: RequestInit) => {
        if (url !== issuer.metadata.token_endpoint) return issuer.fetch(url, init);
        const form = init.body as URLSearchParams;
        const { authorization = '' } = init.headers as Record<string, string>;
        // What was sent is secret, besides what is so in any case.
        const sent = [form.get('client_secret')];
        // In parts: the header alone is that of other tokens too, and no secret.
        sent.push(...(form.get('client_assertion')?.split('.').slice(1) ?? []));
        if (authorization !== '') sent.push(SECRET, BASIC);
        secrets.push(...sent.filter((secret) => secret !== null));
        return network({ url, init, body: form.toString(), authorization });
      },
    },
  });
  const error = await errorOf(call(api));
  return { error, api, secrets };
}

for (const [method, client] of Object.entries(CLIENTS)) {
  describe(`${method}: nothing secret is left of a fetch error that carries`, () => {
    for (const [id, makeError] of Object.entries(FAILURES)) {
      test(id, async () => {
        for (const call of CALLS) {
          const { error, api, secrets } = await failWith(
            client,
            (seen) => {
              throw makeError(seen);
            },
            call,
          );
          expect(error).toMatchObject({ code: 'network_error', statusCode: 502 });
          expectSilent(error, secrets);
          expectSilent(api, secrets);
        }
      });
    }

    test('the request, in the middle of the body', async () => {
      for (const call of CALLS) {
        const { error, secrets } = await failWith(
          client,
          (seen) =>
            new Response(
              new ReadableStream({ pull: (stream) => stream.error(libraryError(seen, seen.body)) }),
            ),
          call,
        );
        expect(error).toMatchObject({ code: 'network_error' });
        expectSilent(error, secrets);
      }
    });
  });

  describe(`${method}: nothing secret is left of what a server quotes`, () => {
    const quoted = (text: string): readonly string[] => [...new Set(spellings(text))];
    const sources: Readonly<Record<string, (seen: Seen) => readonly string[]>> = {
      'each value of the form': ({ body }) =>
        [...new URLSearchParams(body).values()].flatMap(quoted),
      'the form': ({ body }) => quoted(body),
      'the Authorization field': ({ authorization }) => quoted(authorization),
      'the client secret': () => (method === 'private_key_jwt' ? [] : quoted(SECRET)),
      'the beginning of the subject token': () => [
        SUBJECT.slice(0, 40),
        `${SUBJECT.slice(5, 60)}...`,
      ],
      'the end of the subject token': () => [`...${SUBJECT.slice(-40)}`],
    };
    for (const [id, quotes] of Object.entries(sources)) {
      test(id, async () => {
        for (const call of CALLS) {
          let said: readonly string[] = [];
          const { error, secrets } = await failWith(
            client,
            (seen) => {
              said = quotes(seen);
              const members = {
                error: 'invalid_grant',
                error_description: `No: ${said.join(' and ')}`,
              };
              return Response.json(members, { status: 400 });
            },
            call,
          );
          expect(error).toMatchObject({ code: 'invalid_grant', statusCode: 400 });
          expect(error.message.startsWith('No: ')).toBe(true);
          expectSilent(error, secrets);
        }
      });
    }

    test('as the error itself: that is not taken for a code', async () => {
      for (const said of [
        SUBJECT,
        SUBJECT.slice(20),
        ...(method === 'client_secret_basic' ? [BASIC] : []),
      ]) {
        const { error, secrets } = await failWith(
          client,
          () => Response.json({ error: said.slice(0, 100) }, { status: 400 }),
          CALLS[2],
        );
        expect(error).toMatchObject({ code: 'token_exchange_error', statusCode: 400 });
        expectSilent(error, [...secrets, said.slice(0, 100)]);
      }
    });

    const BODIES: Readonly<Record<string, (seen: Seen) => Response>> = {
      'an HTML page': ({ body }) => new Response(`<p>${body}</p>`, { status: 500 }),
      'no JSON in a 200': ({ body }) => new Response(body),
      'an error in a 200': ({ body }) => Response.json({ error: body, error_description: body }),
      'a token of the wrong type': ({ body }) => Response.json({ access_token: [body] }),
      'an expires_in': ({ body }) => Response.json({ access_token: 'a', expires_in: body }),
      'a redirect': ({ body }) => Response.redirect(`https://issuer.test/?${body}`, 302),
      'other members': ({ body }) =>
        Response.json({ error: 'invalid_grant', request: body, error_uri: body }, { status: 400 }),
    };
    for (const [id, answer] of Object.entries(BODIES)) {
      test(`in ${id}`, async () => {
        for (const call of CALLS) {
          const { error, secrets } = await failWith(client, answer, call);
          expect(error.name).toBe('ApiError');
          expectSilent(error, secrets);
        }
      });
    }
  });

  test(`${method}: the client shows nothing, before, between and after exchanges`, async () => {
    const { api, sent, issuer } = await createExchange({
      client: { ...client, exchangeCache: {} },
      answer: () => goodAnswer({ access_token: 'the-downstream-token' }),
    });
    const secrets = [SECRET, BASIC, SUBJECT, ACTOR, EXTRA, pemBody, 'the-downstream-token'];
    expectSilent(api, secrets);
    for (const call of CALLS) await call(api);
    for (const { field } of sent) secrets.push(field('client_assertion') ?? SECRET);
    expectSilent(api, secrets);
    issuer.goDown();
    expectSilent(api, secrets);
  });
}

test('a wrong argument is not shown', async () => {
  const { api, sent } = await createExchange({ client: CLIENTS['client_secret_basic'] ?? {} });
  const untyped = api as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
  const type = 'urn:example:legacy';
  const WRONG: readonly (readonly [string, ...unknown[]])[] = [
    ['getTokenOnBehalfOf', ` ${SUBJECT}`, { audience: 'a' }],
    ['getTokenOnBehalfOf', `Bearer ${SUBJECT}`, { audience: 'a' }],
    ['getTokenOnBehalfOf', [SUBJECT], { audience: 'a' }],
    ['getTokenOnBehalfOf', { audience: 'a' }, SUBJECT],
    ['getTokenOnBehalfOf', SUBJECT, { [SUBJECT]: 'a' }],
    ['getTokenByExchangeProfile', SUBJECT, { subjectTokenType: SUBJECT }],
    ['getTokenByExchangeProfile', SUBJECT, { subjectTokenType: `urn:ietf:${SUBJECT}` }],
    ['getTokenByExchangeProfile', SUBJECT, { subjectTokenType: type, actorToken: ACTOR }],
    ['getTokenByExchangeProfile', SUBJECT, { subjectTokenType: type, extra: EXTRA }],
    ['getTokenByExchangeProfile', SUBJECT, { subjectTokenType: type, extra: { otp: [[EXTRA]] } }],
    [
      'getTokenByExchangeProfile',
      SUBJECT,
      { subjectTokenType: type, extra: { client_secret: SECRET } },
    ],
    ['getAccessTokenForConnection', SUBJECT],
    ['getAccessTokenForConnection', { connection: 'a', accessToken: { value: SUBJECT } }],
    ['getAccessTokenForConnection', { connection: 'a', accessToken: `${SUBJECT}\n` }],
    ['getAccessTokenForConnection', { connection: [SUBJECT], accessToken: SUBJECT }],
  ];
  for (const [method, ...given] of WRONG) {
    const error = await errorOf(untyped[method]?.call(api, ...given) ?? Promise.resolve());
    expect(error).toMatchObject({ statusCode: 400 });
    expectSilent(error, [SECRET, SUBJECT, ACTOR, EXTRA]);
  }
  expect(sent).toEqual([]);
});

test('the walk finds what is hidden', () => {
  const error = new Error('a', { cause: Object.defineProperty({}, 'b', { value: ['c'] }) });
  expect(stringsIn(error)).toEqual(expect.arrayContaining(['a', 'b', 'c']));
  const leak = Object.assign(new Error('leak'), {
    data: new URLSearchParams({ a: SECRET }).toString(),
  });
  expect(() => expectSilent(leak, [SECRET])).toThrow();
});
