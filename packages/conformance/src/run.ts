import { strictEqual } from 'node:assert/strict';
import type { ApiClientOptions } from '@holdfast/auth-core';
import type { CaseRequest, ConformanceCase, Step } from './case.ts';
import { CASES } from './cases/index.ts';
import { exchange } from './http/exchange.ts';
import type { HttpAnswer } from './http/parse.ts';
import type { SentRequest } from './judge.ts';
import { judge } from './judge.ts';
import type { ProfileName } from './setting/profiles.ts';
import { profileOptions } from './setting/profiles.ts';
import type { World } from './setting/world.ts';
import { createWorld } from './setting/world.ts';
import { writeRequest } from './setting/write-request.ts';

/** A server that runs. */
export interface Target {
  /** Its port on 127.0.0.1. */
  readonly port: number;
  /** Ends it; resolves when it is down. */
  readonly close: () => Promise<void>;
}

/** What the author of an adapter hands to `runConformance`. */
export interface ConformanceHarness {
  /** Registers one test: `test` of vitest, node:test, bun or Deno. */
  readonly test: (name: string, run: () => Promise<void>) => unknown;
  /** Registers what runs after all tests: `afterAll`, or `after` of node:test. Closes the servers. */
  readonly after: (run: () => Promise<void>) => unknown;
  /**
   * Serves `ROUTES`, protected by the adapter with these options, on a free port of
   * 127.0.0.1. The server must take header fields of 64 KiB in all (`maxHeaderSize` of Node).
   */
  readonly start: (options: ApiClientOptions) => Promise<Target>;
  /** The cases to run. Default: all of them. */
  readonly cases?: readonly ConformanceCase[] | undefined;
}

interface Setting {
  readonly world: World;
  target: Target;
}

interface Sent extends SentRequest {
  readonly answer: HttpAnswer;
}

/**
 * Registers one test for each case. Each sends raw HTTP to the adapter over a loopback socket and
 * compares the whole answer. Servers are shared by the cases of a profile, save for cases with
 * steps, which have one of their own. Tests may run in any order, and at the same time.
 *
 * @param harness how to register tests and how to serve the adapter
 * @example
 * runConformance({ test, after: afterAll, start: (options) => serve(createApp(options)) });
 */
export function runConformance({ test, after, start, cases = CASES }: ConformanceHarness): void {
  const shared = createWorld();
  const targets = new Map<ProfileName, Promise<Target>>();

  async function open(profile: ProfileName, world: World): Promise<Setting> {
    return { world, target: await start(await profileOptions(profile, world)) };
  }

  async function share(profile: ProfileName): Promise<Setting> {
    let target = targets.get(profile);
    if (target === undefined) {
      target = open(profile, shared).then((setting) => setting.target);
      targets.set(profile, target);
    }
    return { world: shared, target: await target };
  }

  for (const each of cases) {
    test(`${each.id}: ${each.rule} (${each.source})`, async () => {
      const { profile = 'plain', steps } = each;
      if (steps === undefined) return runCase(each, await share(profile), start);
      const setting = await open(profile, createWorld());
      try {
        await runCase(each, setting, start);
      } finally {
        await setting.target.close();
      }
    });
  }
  after(async () => {
    const started = await Promise.allSettled(targets.values());
    const running = started.filter((outcome) => outcome.status === 'fulfilled');
    await Promise.all(running.map((outcome) => outcome.value.close()));
  });
}

async function runCase(
  each: ConformanceCase,
  setting: Setting,
  start: ConformanceHarness['start'],
): Promise<void> {
  for (const step of each.steps ?? []) await take(step, setting, start);
  const { answer, ...sent } = await send(each.request, setting);
  judge(answer, each.expected, sent);
  const { keys, elsewhere } = each.expected.fetched ?? {};
  const { world } = setting;
  if (keys !== undefined) {
    const { requests, jwksUri } = await world.issuer('first');
    strictEqual(requests.filter(({ url }) => url === jwksUri).length, keys, 'requests for keys');
  }
  if (elsewhere !== undefined) {
    strictEqual(
      world.fetchedElsewhere(),
      elsewhere,
      'requests to hosts that are no issuer of ours',
    );
  }
}

async function take(
  step: Step,
  setting: Setting,
  start: ConformanceHarness['start'],
): Promise<void> {
  const { world } = setting;
  if (step.step === 'advance') return world.advance(step.seconds);
  if (step.step === 'send') {
    const { answer } = await send(step.request, setting);
    return strictEqual(answer.status, step.status, `an earlier answer: ${JSON.stringify(answer)}`);
  }
  if (step.step === 'restart') {
    await setting.target.close();
    setting.target = await start(await profileOptions(step.profile, world));
    return;
  }
  const issuer = await world.issuer('first');
  if (step.step === 'rotateKeys') return issuer.rotateKeys({ keepPrevious: step.keepPrevious });
  if (step.step === 'goDown') return issuer.goDown(step.how);
  if (step.step === 'comeBack') return issuer.comeBack();
  const { status, fields: headers = {} } = step;
  const path = step.document === 'keys' ? issuer.jwksUri : `/.well-known/${step.document}`;
  const body = step.body.replaceAll('{jwksUri}', issuer.jwksUri);
  issuer.respond(path, () => new Response(body, { status, headers }));
}

async function send(request: CaseRequest, { world, target }: Setting): Promise<Sent> {
  const { raw, secrets, proof } = await writeRequest(request, world, target.port);
  const nonces = [...world.nonces];
  const answer = await exchange(target.port, raw);
  const [, nonce] = answer.fields.find(([name]) => name === 'dpop-nonce') ?? [];
  if (nonce !== undefined && !nonces.includes(nonce)) world.nonces.push(nonce);
  return { answer, secrets, proof, nonces };
}
