import { createTestIssuer } from '@holdfast/auth-testing';
import { expect, test } from 'vitest';
import type { ClaimsSchema } from '../../src/index.ts';
import type { Given } from './build-client.ts';
import { build } from './build-client.ts';

const NOW = 1_900_000_000;
const issuer = await createTestIssuer({ algorithm: 'ES256', now: () => NOW });

const anything: ClaimsSchema = {
  '~standard': { version: 1, vendor: 'own', validate: (value) => ({ value }) },
};

/** Nearly every option, of which each nested value is a new one. */
function everything() {
  return {
    issuers: [{ ...config(), audience: ['https://api.test'], algorithms: ['ES256'] }],
    audience: ['https://nobody.test'],
    algorithms: ['RS256'],
    tokenType: 'at+jwt',
    requiredClaims: ['sub'],
    claims: anything,
    clockTolerance: 5,
    dpop: { mode: 'allowed', algorithms: ['ES256'], nonce: { secret: ['a', 'b'] } },
    clientId: 'api',
    clientSecret: 'a',
    clientAuthentication: { method: 'client_secret_basic' },
    exchangeCache: { maxEntries: 5 },
    exchangeIssuer: issuer.issuer,
    fetch: issuer.fetch,
    timeout: 10,
    now: () => NOW,
    publicUrl: 'https://api.test',
    realm: 'api',
    resourceMetadata: { resource: 'https://api.test/', scopesSupported: ['read'] },
    keyCache: { maxAge: 600, staleIfError: 86400, cooldown: 30 },
    tokenCache: { maxEntries: 5 },
    insecureRequests: false,
  };
}

function config() {
  return { issuer: issuer.issuer, jwks: issuer.jwks };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

async function answer(api: ReturnType<typeof build>) {
  const authorization = `Bearer ${await issuer.mint()}`;
  return api.authenticate({ method: 'GET', url: 'https://api.test/', headers: { authorization } });
}

test("the caller's options may be frozen through and through", async () => {
  const frozen = deepFreeze(everything());
  expect(await answer(build(frozen))).toMatchObject({ ok: true });
});

test("the caller's options are not changed by construction and use", async () => {
  const options = everything();
  const [before] = [structuredClone(withoutFunctions(options))];
  await answer(build(options));
  expect(withoutFunctions(options)).toEqual(before);
  expect(Object.keys(options)).toEqual(Object.keys(everything()));
});

test('an options object without a prototype will do', async () => {
  const bare = Object.assign(Object.create(null) as object, everything());
  expect(await answer(build(bare))).toMatchObject({ ok: true });
});

const changes: Readonly<Record<string, (options: ReturnType<typeof everything>) => void>> = {
  'issuers emptied': (options) => options.issuers.splice(0),
  'issuer replaced': (options) => Object.assign(first(options), { issuer: 'https://evil.test/' }),
  'keys emptied': (options) => first(options).jwks.keys.splice(0),
  'key bent': (options) => Object.assign(first(options).jwks.keys[0] ?? {}, { x: 'AAAA' }),
  "issuer's audience replaced": (options) => first(options).audience.splice(0, 1, 'other'),
  "issuer's algorithms replaced": (options) => first(options).algorithms.splice(0, 1, 'RS256'),
  'requiredClaims grown': (options) => options.requiredClaims.push('absent'),
  'fetch and clock replaced': (options) =>
    Object.assign(options, { fetch: null, now: () => NOW * 2, clockTolerance: -1e10 }),
  'schema replaced': (options) => Object.assign(options, { claims: null }),
  'all of it removed': (options) => {
    for (const name of Object.keys(options)) Reflect.deleteProperty(options, name);
  },
};
for (const [name, change] of Object.entries(changes)) {
  test(`later changes have no effect: ${name}`, async () => {
    const options = everything();
    const api = build(options);
    change(options);
    expect(await answer(api)).toMatchObject({ ok: true });
  });
}

test('later changes to audience and algorithms open nothing', async () => {
  const options = { ...config(), audience: ['other'], algorithms: ['RS256'] };
  const { jwks, ...rest } = options;
  const given = { ...rest, issuer: { issuer: options.issuer, jwks }, now: () => NOW };
  const api = build(given);
  options.algorithms.push('ES256');
  expect(await answer(api)).toMatchObject({
    ok: false,
    error: { reason: 'algorithm_not_allowed' },
  });
  const second = build({ ...given, algorithms: undefined });
  options.audience.push('https://api.test');
  expect(await answer(second)).toMatchObject({ ok: false, error: { reason: 'audience_mismatch' } });
});

test('what an error tells of the options is a copy', async () => {
  const api = build({ issuer: config(), audience: ['other'], now: () => NOW });
  const wrongAudience = await answer(api);
  expect(wrongAudience).toMatchObject({ ok: false, error: { reason: 'audience_mismatch' } });
  if (!wrongAudience.ok)
    (wrongAudience.error.details['expected'] as string[]).push('https://api.test');
  expect(await answer(api)).toMatchObject({ ok: false, error: { reason: 'audience_mismatch' } });
});

test('what an error tells of the algorithms is a copy', async () => {
  const given = {
    issuer: config(),
    audience: 'https://api.test',
    algorithms: ['RS256'],
    now: () => NOW,
  };
  const api = build(given);
  const refused = await answer(api);
  expect(refused).toMatchObject({ ok: false, error: { reason: 'algorithm_not_allowed' } });
  if (!refused.ok) (refused.error.details['expected'] as string[]).push('ES256');
  expect(await answer(api)).toMatchObject({
    ok: false,
    error: { reason: 'algorithm_not_allowed' },
  });
});

function first(options: ReturnType<typeof everything>) {
  const [item] = options.issuers;
  return item ?? expect.fail('no issuer');
}

function withoutFunctions(options: Given): Given {
  return JSON.parse(JSON.stringify(options)) as Given;
}
