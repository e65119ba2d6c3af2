import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LoopbackSignIn } from '../src/loopback-sign-in.ts';

describe('coming back from the authorization server', () => {
  let signIn: LoopbackSignIn;
  let statuses: number[];
  let visited: string[];
  beforeEach(async () => {
    statuses = [];
    signIn = await LoopbackSignIn.start(async () => {
      for (const path of visited) {
        statuses.push((await fetch(new URL(path, signIn.redirectUrl))).status);
      }
    });
  });
  afterEach(() => signIn.close());

  it('gives the parameters, whatever else the browser asks for', async () => {
    visited = ['/favicon.ico', `/callback?code=abc&state=${signIn.state()}`];
    await signIn.redirectToAuthorization(new URL('http://127.0.0.1'));
    expect((await signIn.finished()).get('code')).toBe('abc');
    expect(statuses).toEqual([404, 200]);
  });

  it.each([
    { id: 'another', query: 'code=abc&state=other' },
    { id: 'none', query: 'code=abc' },
  ])(
    'is refused with the state of another request (RFC 6749 section 10.12): $id',
    async ({ query }) => {
      signIn.state();
      visited = [`/callback?${query}`];
      await signIn.redirectToAuthorization(new URL('http://127.0.0.1'));
      await expect(signIn.finished()).rejects.toThrow('The state does not fit.');
    },
  );
});
