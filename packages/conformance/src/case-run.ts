import { strictEqual } from 'node:assert/strict';
import type { CaseRequest, ConformanceCase, Step } from './case.ts';
import { exchange } from './http/exchange.ts';
import type { HttpAnswer } from './http/parse.ts';
import type { SentRequest } from './judge.ts';
import { judge } from './judge.ts';
import type { World } from './setting/world.ts';
import { writeRequest } from './setting/write-request.ts';
import type { Start, Target } from './target.ts';
import { startProfile } from './target.ts';

/** What a case is run in. */
export interface Setting {
  readonly world: World;
  target: Target;
}

interface Sent extends SentRequest {
  readonly answer: HttpAnswer;
}

/**
 * Takes the steps of a case, sends its requests and judges the answers.
 *
 * @throws {AssertionError} at the first difference
 */
export async function runCase(
  each: ConformanceCase,
  setting: Setting,
  start: Start,
): Promise<void> {
  for (const step of each.steps ?? []) await take(step, setting, start);
  const exchanges = [each, ...(each.alongside ?? [])].map(async ({ request, expected }) => {
    const { answer, ...sent } = await send(request, setting);
    judge(answer, expected, sent);
  });
  // All of them come to an end before the server does; then the first that failed speaks.
  await Promise.allSettled(exchanges);
  await Promise.all(exchanges);
  await judgeFetched(each.expected.fetched ?? {}, setting.world);
}

async function judgeFetched(
  { keys, elsewhere }: NonNullable<ConformanceCase['expected']['fetched']>,
  world: World,
): Promise<void> {
  if (keys !== undefined) {
    const { requests, jwksUri } = await world.issuer('first');
    strictEqual(requests.filter(({ url }) => url === jwksUri).length, keys, 'requests for keys');
  }
  if (elsewhere !== undefined) {
    const message = 'requests to hosts that are no issuer of ours';
    strictEqual(world.fetchedElsewhere(), elsewhere, message);
  }
}

async function take(step: Step, setting: Setting, start: Start): Promise<void> {
  const { world } = setting;
  if (step.step === 'advance') return world.advance(step.seconds);
  if (step.step === 'send') {
    const { answer } = await send(step.request, setting);
    return strictEqual(answer.status, step.status, `an earlier answer: ${JSON.stringify(answer)}`);
  }
  if (step.step === 'restart') {
    await setting.target.close();
    setting.target = await startProfile(start, step.profile, world);
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
