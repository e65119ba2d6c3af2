import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FRAMEWORKS } from '../../server/control/protocol.ts';
import { MESSAGES_API } from '../../server/parties.ts';
import { WatchedApis } from '../watched-apis.ts';

let apis: WatchedApis;
beforeAll(async () => {
  apis = await WatchedApis.start();
});
afterAll(() => apis.stop());

let request: Record<string, string>;
beforeEach(() => {
  request = { 'playground-request': crypto.randomUUID() };
});

function decisions(): readonly unknown[] {
  return apis.log.decisionsOn(String(request['playground-request']));
}

describe.each(FRAMEWORKS)('what %s decides is written down', (framework) => {
  it('about a caller who is let in', async () => {
    const authorization = `Bearer ${await apis.token({ subject: 'bob' })}`;
    await apis.call(framework, 'whoami', { ...request, authorization });
    expect(decisions()).toMatchObject([
      {
        api: framework,
        stage: 'authentication',
        method: 'GET',
        path: '/whoami',
        auth: { scheme: 'bearer', claims: { sub: 'bob' } },
      },
    ]);
  });

  it('about a caller with a proof', async () => {
    const fields = await apis.proven(framework, 'whoami');
    await apis.call(framework, 'whoami', { ...request, ...fields });
    expect(decisions()).toMatchObject([
      { api: framework, auth: { scheme: 'dpop', proof: { jkt: apis.dpop.jkt } } },
    ]);
  });

  it.each([
    { id: 'no token', headers: {}, reason: 'missing_authorization' },
    { id: 'no good token', headers: { authorization: 'Bearer x' }, reason: 'opaque_token' },
  ])('about one whom the authentication refuses: $id', async ({ headers, reason }) => {
    await apis.call(framework, 'messages', { ...request, ...headers });
    expect(decisions()).toMatchObject([
      { api: framework, stage: 'authentication', refusal: { status: 401, reason } },
    ]);
  });

  it('about one whom a guard refuses', async () => {
    const authorization = `Bearer ${await apis.token()}`;
    await apis.call(framework, 'messages', { ...request, authorization });
    expect(decisions()).toMatchObject([
      { stage: 'authentication', auth: { clientId: 'test-client' } },
      {
        api: framework,
        stage: 'guard',
        path: '/messages',
        refusal: { status: 403, code: 'insufficient_scope' },
      },
    ]);
  });

  it('about nobody where the route is open', async () => {
    await apis.call(framework, 'health', request);
    expect(decisions()).toEqual([]);
  });

  it('and what it fetches', async () => {
    const authorization = `Bearer ${await apis.token()}`;
    await apis.call(framework, 'archive', { authorization });
    const purposes = apis.log
      .all()
      .flatMap((event) => (event.kind === 'fetch' && event.api === framework ? event.purpose : []));
    expect(purposes.slice(0, 3)).toEqual(['metadata', 'keys', 'token']);
  });

  it('without anything that would let somebody in', async () => {
    const proven = await apis.proven(framework, 'whoami');
    const token = await apis.token();
    const authorization = `Bearer ${token}`;
    const session = { 'legacy-session': 'session-of-alice' };
    await apis.call(framework, 'whoami', { ...request, ...proven });
    await apis.call(framework, 'whoami', { ...request, ...proven });
    await apis.call(framework, 'legacy', { ...request, ...session });
    await apis.call(framework, 'archive', { authorization, 'playground-request': token });
    await fetch(`${apis.url(framework, 'whoami')}?access_token=${token}`, {
      headers: { ...request, authorization },
    });
    expect(decisions()).toHaveLength(3);

    const written = JSON.stringify(apis.log.all());
    const secrets = [proven.authorization, proven.dpop, token].flatMap((value) => value.split('.'));
    for (const secret of [...secrets, MESSAGES_API.secret, session['legacy-session']]) {
      expect(written).not.toContain(secret);
    }
  });
});
