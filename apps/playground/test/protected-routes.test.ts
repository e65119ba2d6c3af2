import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oldNonce } from '../server/api-clients.ts';
import type { DecisionEvent } from '../server/control/protocol.ts';
import { FRAMEWORKS } from '../server/control/protocol.ts';
import type { OperationId } from '../server/operations.ts';
import { SECOND_FACTOR } from '../server/parties.ts';
import { NONCE_SECRET, WatchedApis } from './watched-apis.ts';

const ORIGIN = 'http://127.0.0.1:4006';

let apis: WatchedApis;
beforeAll(async () => {
  apis = await WatchedApis.start();
});
afterAll(() => apis.stop());

function exposed(response: Response): string[] {
  const list = response.headers.get('access-control-expose-headers') ?? '';
  return list.toLowerCase().split(/, */).sort();
}

/** What was decided last. */
function lastDecision(): DecisionEvent | undefined {
  const decisions = apis.log.all().filter((event) => event.kind === 'decision');
  return decisions.at(-1);
}

describe.each(FRAMEWORKS)('the vault on %s', (framework) => {
  it('wants a nonce of this server, says which, and opens with it', async () => {
    const refused = await apis.call(framework, 'vault', await apis.proven(framework, 'vault'));
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain('error="use_dpop_nonce"');
    expect(lastDecision()?.refusal?.reason).toBe('missing_nonce');

    const nonce = refused.headers.get('dpop-nonce') ?? '';
    const fields = await apis.proven(framework, 'vault', nonce);
    const opened = await apis.call(framework, 'vault', fields);
    expect(opened.status).toBe(200);
    expect(await opened.text()).toContain('The key to the city');

    const again = await apis.call(framework, 'vault', fields);
    expect(again.status).toBe(401);
    expect(lastDecision()?.refusal?.reason).toBe('replayed');
  });

  it('refuses a nonce of an hour ago', async () => {
    const nonce = await oldNonce(NONCE_SECRET, () => apis.clock.now);
    const refused = await apis.call(
      framework,
      'vault',
      await apis.proven(framework, 'vault', nonce),
    );
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain('error="use_dpop_nonce"');
    expect(refused.headers.get('dpop-nonce')).not.toBe(nonce);
    expect(lastDecision()?.refusal).toMatchObject({
      code: 'use_dpop_nonce',
      reason: 'unknown_nonce',
    });
  });

  it('takes no Bearer token', async () => {
    const authorization = `Bearer ${await apis.token()}`;
    const refused = await apis.call(framework, 'vault', { authorization });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toMatch(/^DPoP /);
    expect(lastDecision()?.refusal?.name).toBe('InvalidAuthSchemeError');
  });
});

describe.each(FRAMEWORKS)('a proof on %s', (framework) => {
  it.each(['evil.example', 'localhost'])('names the API, not the Host field: %s', async (host) => {
    const accessToken = await apis.token({ dpopKey: apis.dpop });
    const url = `http://${host}/whoami`;
    const dpop = await apis.dpop.proof({ method: 'GET', url, accessToken });
    const headers = { host, authorization: `DPoP ${accessToken}`, dpop };
    // `fetch` writes the Host field itself.
    const sent = get(apis.url(framework, 'whoami'), { headers, agent: false });
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(401);
    expect(lastDecision()?.refusal?.reason).toBe('htu_mismatch');
  });
});

describe('a batch on trpc', () => {
  it.each([
    { count: 20, status: 200 },
    { count: 21, status: 400 },
  ])('of $count calls: $status', async ({ count, status }) => {
    const calls = Array.from({ length: count }, () => 'health').join(',');
    const url = apis.url('trpc', 'health').replace('health', `${calls}?batch=1`);
    expect((await fetch(url)).status).toBe(status);
  });
});

describe.each(FRAMEWORKS)('the salary on %s', (framework) => {
  it.each([
    { id: 'no second factor', acr: undefined, age: 0, reason: 'authentication_level' },
    { id: 'another class', acr: 'urn:example:password', age: 0, reason: 'authentication_level' },
    { id: 'a sign-in of long ago', acr: SECOND_FACTOR, age: 301, reason: 'authentication_age' },
  ])('wants a step-up: $id', async ({ acr, age, reason }) => {
    const claims = { acr, auth_time: apis.clock.now - age };
    const authorization = `Bearer ${await apis.token({ claims })}`;
    const refused = await apis.call(framework, 'salary', { authorization });
    expect(refused.status).toBe(401);
    const challenge = refused.headers.get('www-authenticate');
    expect(challenge).toContain('error="insufficient_user_authentication"');
    expect(challenge).toContain(`acr_values="${SECOND_FACTOR}"`);
    expect(challenge).toContain('max_age="300"');
    expect(lastDecision()).toMatchObject({ stage: 'guard', refusal: { reason } });
  });

  it('is shown after one', async () => {
    const claims = { acr: SECOND_FACTOR, auth_time: apis.clock.now - 300 };
    const authorization = `Bearer ${await apis.token({ subject: 'alice', claims })}`;
    const response = await apis.call(framework, 'salary', { authorization });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('"subject":"alice"');
  });
});

describe.each(FRAMEWORKS)('scripts of other origins, on %s', (framework) => {
  const FIELDS = ['authorization', 'content-type', 'dpop', 'legacy-session', 'playground-request'];

  async function preflight(id: OperationId, origin: string): Promise<Response> {
    return fetch(apis.url(framework, id), {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'GET',
        'access-control-request-headers': FIELDS.join(','),
      },
    });
  }

  it.each([
    { id: 'messages', origin: ORIGIN },
    { id: 'vault', origin: 'http://localhost:5173' },
    { id: 'health', origin: 'http://localhost' },
  ] as const)('may ask, on the loopback interface: $id from $origin', async ({ id, origin }) => {
    const before = apis.log.all().length;
    const response = await preflight(id, origin);
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    expect(response.headers.get('access-control-allow-methods')).toContain('GET');
    const allowed = response.headers.get('access-control-allow-headers') ?? '';
    expect(allowed.split(/, */).sort()).toEqual(FIELDS);
    expect(apis.log.all().length).toBe(before);
  });

  it.each([
    'https://127.0.0.1:4006',
    'http://127.0.0.1.evil.example',
    'https://evil.example',
    'http://127.1:4006',
    'http://user@127.0.0.1:4006',
    'http://127.0.0.1:4006/',
    'null',
  ])('may not, elsewhere: %s', async (origin) => {
    const authorization = `Bearer ${await apis.token()}`;
    const answers = [
      await preflight('whoami', origin),
      await apis.call(framework, 'whoami', { origin, authorization }),
    ];
    for (const { headers } of answers) {
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('may read why they were refused, by the authentication or a guard', async () => {
    const authorization = `Bearer ${await apis.token()}`;
    const answers = [
      await apis.call(framework, 'vault', {
        origin: ORIGIN,
        ...(await apis.proven(framework, 'vault')),
      }),
      await apis.call(framework, 'messages', { origin: ORIGIN }),
      await apis.call(framework, 'messages', { origin: ORIGIN, authorization }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 403]);
    for (const response of answers) {
      expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN);
      expect(exposed(response)).toEqual(['dpop-nonce', 'retry-after', 'www-authenticate']);
    }
  });

  it('may read the next nonce of an answer that let them in', async () => {
    const asked = await apis.call(framework, 'vault', await apis.proven(framework, 'vault'));
    const nonce = asked.headers.get('dpop-nonce') ?? '';
    // Nonces change every five minutes, and the one before is still taken.
    apis.clock.now += 300;
    const fields = await apis.proven(framework, 'vault', nonce);
    const response = await apis.call(framework, 'vault', { origin: ORIGIN, ...fields });
    expect(response.status).toBe(200);
    expect(response.headers.get('dpop-nonce')).toMatch(/^[\w-]{24}$/);
    expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(exposed(response)).toEqual(['dpop-nonce', 'retry-after', 'www-authenticate']);
  });

  it('may read what was let through', async () => {
    const authorization = `Bearer ${await apis.token({ scope: 'read:messages' })}`;
    for (const id of ['health', 'messages'] as const) {
      const response = await apis.call(framework, id, { origin: ORIGIN, authorization });
      expect(response.status).toBe(200);
      expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    }
  });
});

describe('during an outage', () => {
  let others: WatchedApis;
  beforeAll(async () => {
    others = await WatchedApis.start();
    others.issuer.goDown();
  });
  afterAll(() => others.stop());

  it.each(FRAMEWORKS)('scripts may read when to try again, on %s', async (framework) => {
    const authorization = `Bearer ${await others.token()}`;
    const response = await others.call(framework, 'whoami', { origin: ORIGIN, authorization });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(exposed(response)).toContain('retry-after');
  });
});
