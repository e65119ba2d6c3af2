import type { AuthErrorReason, RefusalResponse, ResourceRequest } from '@holdfast/auth-core';
import { afterAll, describe, expect, test } from 'vitest';
import type { ConformanceCase, ConformanceHarness, ConformanceRoute } from '../src/index.ts';
import { CASES, runConformance } from '../src/index.ts';
import { failingCases } from './failing-cases.ts';
import type { Faults } from './node-target.ts';
import { startNodeTarget } from './node-target.ts';

// The adapters run them all; a fifth of them shows that the target of the controls below is sound.
describe('the core on Node alone', () => {
  const cases = CASES.filter((_, index) => index % 5 === 0);
  runConformance({ test, after: afterAll, start: (options) => startNodeTarget(options), cases });
});

// The faults below lie in the adapter, so the cases about adapters catch them; one server serves these all.
const ADAPTER =
  /^(answers|any|credentials|denied|exposure|malformed|onerror|optional|places|preflight|repeated|scopes|several|unguarded)\//;
const PLAIN = CASES.filter(
  ({ steps, profile = 'plain' }) => steps === undefined && profile === 'plain',
);
const QUICK = PLAIN.filter(({ id }) => ADAPTER.test(id));
const expects = (name: string, value: string | null, { expected }: ConformanceCase): boolean =>
  expected.fields[name] === value;
const sendsFieldTwice = ({ request }: ConformanceCase): boolean =>
  request.fields.filter(([name]) => name.toLowerCase() === 'authorization').length > 1;

const GUARDS_REASONS: readonly AuthErrorReason[] = [
  'authentication_age',
  'authentication_level',
  'claim_mismatch',
  'insufficient_permissions',
  'insufficient_scope',
  'malformed_actor',
];

interface Control {
  readonly fault: string;
  readonly faults: Faults;
  /** The cases that must fail, and no others may. */
  readonly caughtBy: (each: ConformanceCase) => boolean;
}

const CONTROLS: readonly Control[] = [
  {
    fault: 'drops the challenge',
    faults: { refusal: (refusal) => without(refusal, 'www-authenticate') },
    caughtBy: ({ expected }) => typeof expected.fields['www-authenticate'] === 'string',
  },
  {
    fault: 'answers every refusal with 403',
    faults: { refusal: (refusal) => ({ ...refusal, status: 403 }) },
    caughtBy: ({ expected }) => expected.reason !== undefined && expected.status !== 403,
  },
  {
    fault: 'prints the body with a space more',
    faults: { refusal: (refusal) => ({ ...refusal, body: `${refusal.body} ` }) },
    caughtBy: ({ expected, request }) => expected.reason !== undefined && request.method !== 'HEAD',
  },
  {
    fault: 'names a charset',
    faults: { refusal: (refusal) => withCharset(refusal) },
    caughtBy: (each) => expects('content-type', 'application/json', each),
  },
  {
    fault: 'lets refusals be stored',
    faults: { refusal: (refusal) => without(refusal, 'cache-control') },
    caughtBy: (each) => expects('cache-control', 'no-store', each),
  },
  {
    fault: 'exposes nothing to scripts',
    faults: { refusal: (refusal) => without(refusal, 'access-control-expose-headers') },
    caughtBy: ({ expected }) =>
      String(expected.fields['access-control-expose-headers']).includes('DPoP-Nonce'),
  },
  {
    fault: 'replaces what the application set',
    faults: { merge: (_name, _existing, value) => value },
    caughtBy: ({ id }) => /^exposure\/appended|^answers\/vary-of-the-app$/.test(id),
  },
  {
    fault: 'sees the first Authorization field alone',
    faults: { request: (request, raw) => ({ ...request, headers: raw.headers }) },
    caughtBy: sendsFieldTwice,
  },
  {
    fault: 'reads a token from the query',
    faults: { request: readQuery },
    caughtBy: ({ id }) => id === 'places/query',
  },
  {
    fault: 'ignores preflight: "refuse"',
    faults: { route: passPreflights },
    caughtBy: ({ id }) => /^preflight\/refused(-with-(bad-)?token)?$/.test(id),
  },
  {
    fault: 'guards nothing',
    faults: { route: (route) => ({ ...route, guards: [] }) },
    caughtBy: ({ expected, request, id }) =>
      GUARDS_REASONS.includes(expected.reason ?? 'expired') ||
      String(request.path).startsWith('/unguarded-') ||
      /^optional\/(guard|\w+)-(anonymous|preflight)$|^preflight\/guarded$/.test(id),
  },
];

describe('a broken target fails', () => {
  test.each(CONTROLS)('when it $fault', async ({ faults, caughtBy }) => {
    const failing = await failingCases(QUICK, (options) => startNodeTarget(options, faults));
    const wanted = QUICK.filter(caughtBy).map(({ id }) => id);
    expect(wanted).not.toEqual([]);
    expect(failing).toEqual(wanted);
  });

  test('when it accepts everything', async () => {
    const refusals = PLAIN.filter(({ expected }) => expected.reason !== undefined);
    const accept: Faults = { route: (route) => ({ ...route, auth: undefined, guards: [] }) };
    const failing = await failingCases(refusals, (options) => startNodeTarget(options, accept));
    expect(failing).toEqual(refusals.map(({ id }) => id));
  });

  test('when it cannot be reached', async () => {
    const start: ConformanceHarness['start'] = async (options) => {
      const target = await startNodeTarget(options);
      await target.close();
      return { ...target, close: async () => {} };
    };
    expect(await failingCases(QUICK.slice(0, 3), start)).toHaveLength(3);
  });
});

function without(refusal: RefusalResponse, name: string): RefusalResponse {
  const { [name]: _dropped, ...headers } = refusal.headers;
  return { ...refusal, headers };
}

function withCharset(refusal: RefusalResponse): RefusalResponse {
  const type = refusal.headers['content-type'];
  if (type === undefined) return refusal;
  return { ...refusal, headers: { ...refusal.headers, 'content-type': `${type}; charset=utf-8` } };
}

function readQuery(request: ResourceRequest): ResourceRequest {
  const token = new URL(request.url).searchParams.get('access_token');
  const headers = request.headers as Readonly<Record<string, readonly string[] | undefined>>;
  if (token === null || headers['authorization'] !== undefined) return request;
  return { ...request, headers: { ...headers, authorization: [`Bearer ${token}`] } };
}

function passPreflights(route: ConformanceRoute): ConformanceRoute {
  return route.auth ? { ...route, auth: { ...route.auth, preflight: 'pass' } } : route;
}
