import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PAGE_HEADERS } from '../../server/authorization-server/pages/page.ts';
import { SECOND_FACTOR, USERS } from '../../server/parties.ts';
import { requestToken } from '../exchange-request.ts';
import { PageClient } from './page-client.ts';
import type { RunningServer } from './running-server.ts';
import { startServer } from './running-server.ts';

let server: RunningServer;
let client: PageClient;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(() => {
  client = new PageClient(server);
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => server.stop());

const NOON = Date.parse('2030-01-01T12:00:00Z');
const at = (now: number): void => void vi.useFakeTimers({ toFake: ['Date'], now });
const WANTED = { acr_values: SECOND_FACTOR };

describe('a token of a user says how and when she signed in (RFC 9068 section 2.2.1)', () => {
  it.each(USERS)('without a second factor: %s', async (user) => {
    at(NOON);
    const token = await client.signIn(`Sign in as ${user}`);
    expect(decodeJwt(token)).toMatchObject({
      iss: server.issuer,
      sub: user,
      client_id: 'page',
      scope: 'read:messages',
      auth_time: NOON / 1000,
    });
    expect(decodeJwt(token)).not.toHaveProperty('acr');
  });

  it.each(USERS)('with a second factor: %s', async (user) => {
    const token = await client.signIn(`Sign in as ${user} with a second factor`);
    expect(decodeJwt(token)).toMatchObject({ sub: user, acr: SECOND_FACTOR });
  });

  it('at the time of the sign-in, not of the token', async () => {
    at(NOON);
    await client.signIn('Sign in as alice');
    at(NOON + 60_000);
    await client.authorize();
    await client.browser.press('Allow');
    const { body } = await client.trade();
    const { iat, auth_time } = decodeJwt(String(body['access_token']));
    expect([iat, auth_time]).toEqual([NOON / 1000 + 60, NOON / 1000]);
  });

  it('in refreshed tokens too', async () => {
    at(NOON);
    const { issuer, callback } = server;
    const registered = await fetch(`${issuer}/reg`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        redirect_uris: [callback],
        grant_types: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_method: 'none',
        application_type: 'native',
      }),
    });
    const { client_id } = (await registered.json()) as { client_id: string };
    await client.authorize({ client_id });
    await client.browser.press('Sign in as alice with a second factor');
    await client.browser.press('Allow');
    const { body: first } = await client.trade({ client_id });
    at(NOON + 60_000);
    const refresh_token = String(first['refresh_token']);
    const form = { grant_type: 'refresh_token', client_id, refresh_token };
    const { body } = await requestToken(issuer, form, null);
    expect(decodeJwt(String(body['access_token']))).toMatchObject({
      iat: NOON / 1000 + 60,
      acr: SECOND_FACTOR,
      auth_time: NOON / 1000,
    });
  });
});

describe('a request with the second factor in acr_values (RFC 9470 section 5)', () => {
  it('gets a page that says so, and offers nothing less', async () => {
    await client.authorize(WANTED);
    expect(client.browser.body).toContain('The application asks for a second factor');
    await expect(client.browser.press('Sign in as alice')).rejects.toThrow('no button');
  });

  it('asks a user who signed in without, and no user who signed in with it', async () => {
    await client.signIn('Sign in as alice');
    await client.authorize(WANTED);
    expect(client.browser.body).toContain('You are signed in as alice.');
    await client.browser.press('Sign in as alice with a second factor');
    await client.browser.press('Allow');
    const { body } = await client.trade();
    expect(decodeJwt(String(body['access_token']))).toMatchObject({ acr: SECOND_FACTOR });
    await client.authorize(WANTED);
    expect(client.browser.body).toContain('Allow access?');
  });

  it.each([
    { id: 'the plain sign-in, sent without its button', answer: 'alice' },
    { id: 'a sign-in that is not offered', answer: 'mallory' },
  ])('is not met by $id', async ({ answer }) => {
    await client.authorize(WANTED);
    await client.browser.open(client.browser.url, new URLSearchParams({ answer }));
    expect(client.browser.url).not.toContain('code=');
  });

  it('fails where nobody may be asked', async () => {
    await client.signIn('Sign in as alice');
    await client.authorize({ ...WANTED, prompt: 'none' });
    expect(client.returned('error')).toBe('unmet_authentication_requirements');
  });
});

describe('a new sign-in', () => {
  it.each([
    { id: 'prompt=login', seconds: 0, fields: { prompt: 'login' }, title: 'Sign in' },
    { id: 'max_age that has passed', seconds: 301, fields: { max_age: '300' }, title: 'Sign in' },
    { id: 'max_age within', seconds: 299, fields: { max_age: '300' }, title: 'Allow access?' },
    { id: 'nothing that asks for it', seconds: 301, fields: {}, title: 'Allow access?' },
  ])('with $id: $title', async ({ seconds, fields, title }) => {
    at(NOON);
    await client.signIn('Sign in as alice');
    at(NOON + seconds * 1000);
    await client.authorize(fields);
    expect(client.browser.body).toContain(`<h1>${title}</h1>`);
  });

  it('may be that of another user', async () => {
    await client.signIn('Sign in as alice with a second factor');
    await client.authorize({ prompt: 'login' });
    await client.browser.press('Sign in as bob');
    await client.browser.submit();
    expect(client.browser.body).toContain('You are signed in as bob.');
    await client.browser.press('Allow');
    const { body } = await client.trade();
    const token = decodeJwt(String(body['access_token']));
    expect(token).toMatchObject({ sub: 'bob' });
    expect(token).not.toHaveProperty('acr');
  });
});

describe('the client of the page', () => {
  it.each([
    { id: 'a place elsewhere', redirect_uri: 'http://page.example/callback' },
    { id: 'another path', redirect_uri: 'http://127.0.0.1:9/elsewhere' },
  ])('is sent to no $id', async ({ redirect_uri }) => {
    await client.authorize({ redirect_uri });
    expect(client.browser.body).toContain('redirect_uri did not match');
  });
});

describe('a page says what a browser may do with it', () => {
  it.each([
    { id: 'an interaction that has ended', path: '/interaction/none' },
    { id: 'an error of the authorization endpoint', path: '/auth?client_id=none' },
  ])('$id', async ({ path }) => {
    const response = await fetch(server.issuer + path, { headers: { accept: 'text/html' } });
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(Object.fromEntries(response.headers)).toMatchObject(PAGE_HEADERS);
  });
});
