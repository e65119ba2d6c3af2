import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAuthorizationServer } from '../../../server/authorization-server/authorization-server.ts';
import { RESOURCE, SECOND_FACTOR } from '../../../server/parties.ts';
import { close, listen } from '../../../server/ports.ts';
import type { TokenWish } from '../../../web/session/client-credentials.ts';
import { makeDpopKey } from '../../../web/session/dpop-key.ts';
import type { BegunSignIn, SignInWish } from '../../../web/sign-in/authorization-code.ts';
import { beginSignIn, finishSignIn } from '../../../web/sign-in/authorization-code.ts';
import { Browser } from '../../browser.ts';

let server: Server;
let page: Server;
let browser: Browser;
let signIn: SignInWish;
beforeAll(async () => {
  server = createServer();
  page = createServer((_request, response) => response.end('the page'));
  const [issuer, origin] = await Promise.all([listen(server, 0), listen(page, 0)]);
  server.on('request', (await createAuthorizationServer(issuer)).listener);
  signIn = {
    wish: { issuer, audience: RESOURCE, scopes: ['read:messages'], lifetime: 77 },
    redirectUri: `${origin}/callback`,
    hasSecondFactor: false,
    isAnew: false,
  };
});
beforeEach(() => {
  browser = new Browser();
});
afterAll(() => Promise.all([close(server), close(page)]));

/** Goes to the authorization server, and comes back with its answer. */
async function answerTo({ url }: BegunSignIn, presses: readonly string[]): Promise<URL> {
  await browser.open(url.href);
  for (const text of presses) await browser.press(text);
  return new URL(browser.url);
}

const AGREES = ['Sign in as alice', 'Allow'];
const beginWith = (wish: Partial<TokenWish>): Promise<BegunSignIn> =>
  beginSignIn({ ...signIn, wish: { ...signIn.wish, ...wish } });

describe('a user who signs in', () => {
  it('gets a Bearer token with what was wished for', async () => {
    const begun = await beginWith({});
    const credential = await finishSignIn(begun.pending, await answerTo(begun, AGREES));
    expect(credential).toMatchObject({
      from: 'sign-in',
      scheme: 'bearer',
      subject: 'alice',
      scopes: ['read:messages'],
      audience: RESOURCE,
    });
    const { iat = 0, exp, client_id } = decodeJwt(credential.token);
    expect({ exp, client_id }).toEqual({ exp: iat + 77, client_id: 'page' });
  });

  it('gets a DPoP token that is bound to the key', async () => {
    const key = await makeDpopKey();
    const begun = await beginWith({ key });
    expect(begun.url.searchParams.get('dpop_jkt')).toBe(key.jkt);
    const credential = await finishSignIn(begun.pending, await answerTo(begun, AGREES));
    expect(credential).toMatchObject({ scheme: 'dpop', key });
    expect(decodeJwt(credential.token)['cnf']).toEqual({ jkt: key.jkt });
  });

  it('may ask for no scope at all', async () => {
    const begun = await beginWith({ scopes: [] });
    const credential = await finishSignIn(begun.pending, await answerTo(begun, AGREES));
    expect(credential.scopes).toEqual([]);
  });
});

it.each([
  { id: 'nothing more', choice: {}, sent: { acr_values: null, prompt: null } },
  {
    id: 'a second factor',
    choice: { hasSecondFactor: true },
    sent: { acr_values: SECOND_FACTOR, prompt: null },
  },
  { id: 'a new sign-in', choice: { isAnew: true }, sent: { acr_values: null, prompt: 'login' } },
])('asks the authorization server for $id', async ({ choice, sent }) => {
  const { searchParams } = (await beginSignIn({ ...signIn, ...choice })).url;
  expect({
    acr_values: searchParams.get('acr_values'),
    prompt: searchParams.get('prompt'),
  }).toEqual(sent);
});

describe('an answer', () => {
  it('of a user who says no is told as such', async () => {
    const begun = await beginWith({});
    const answer = await answerTo(begun, ['Cancel']);
    await expect(finishSignIn(begun.pending, answer)).rejects.toMatchObject({
      error: 'access_denied',
    });
  });

  it.each([
    { id: 'another state', change: { state: 'of-another-sign-in' }, says: /"state"/ },
    { id: 'another issuer', change: { iss: 'http://127.0.0.1:1' }, says: /"iss"/ },
  ])('with $id is not accepted', async ({ change, says }) => {
    const begun = await beginWith({});
    const answer = await answerTo(begun, AGREES);
    for (const [name, value] of Object.entries(change)) answer.searchParams.set(name, value);
    await expect(finishSignIn(begun.pending, answer)).rejects.toThrow(says);
  });

  it.each([
    {
      id: 'another verifier',
      changed: async () => ({ verifier: 'x'.repeat(43) }),
    },
    {
      id: 'another key',
      changed: async () => ({ wish: { ...signIn.wish, key: await makeDpopKey() } }),
    },
  ])('is of no use with $id', async ({ changed }) => {
    const begun = await beginWith({ key: await makeDpopKey() });
    const answer = await answerTo(begun, AGREES);
    const stolen = { ...begun.pending, ...(await changed()) };
    await expect(finishSignIn(stolen, answer)).rejects.toMatchObject({ error: 'invalid_grant' });
  });
});
