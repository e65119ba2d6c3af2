import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectNoSideScroll } from './expectations.ts';
import { NARROW, WIDE, withBrowser } from './harness.ts';
import { picture } from './picture.ts';

withBrowser('request', (tools) => {
  test('without a token: what came, and what it means', async () => {
    const page = await tools.open('/request');
    await page.getByText('Nothing was sent yet.').waitFor();
    await send(page, 'Express answered 401 Unauthorized');

    const challenge = section(page, 'What the challenge says');
    await challenge.getByText('Bearer', { exact: true }).waitFor();
    await challenge.getByText('Names what is protected').waitFor();
    const rfc = challenge.getByRole('link', { name: 'RFC 6750, 2.1' });
    expect(await rfc.getAttribute('href')).toBe(
      'https://www.rfc-editor.org/rfc/rfc6750#section-2.1',
    );
    await section(page, 'What the API saw').getByText('missing_authorization').waitFor();
    await section(page, 'Time of each step').getByText('Holdfast verifies').waitFor();
  });

  test('with a token of one click: AuthInfo, and the token whole when one wants it', async () => {
    const page = await tools.open('/request?operation=whoami&framework=hono');
    await getToken(page, 'Bearer');
    await send(page, 'Hono answered 200 OK');

    const saw = section(page, 'What the API saw');
    await saw.getByText('✓ accepted').waitFor();
    await saw.getByText('read:messages, write:messages').waitFor();
    const sent = section(page, 'Request');
    expect(await sent.getByText(/^Bearer /).textContent()).toMatch(
      /^Bearer ey[\w-]{26}…[\w-]{12}$/,
    );
    await sent.getByRole('button', { name: 'Show whole authorization' }).click();
    expect(await sent.getByText(/^Bearer /).textContent()).toMatch(/^Bearer [\w.-]{200,}$/);
    await sent.getByText('playground-request', { exact: true }).waitFor();
    await section(page, 'Response').getByText('(CORS)').waitFor();

    const earlier = page.getByText('This came of an earlier request.');
    expect(await earlier.count()).toBe(0);
    await page.getByRole('radiogroup', { name: 'Framework' }).getByText('Koa').click();
    await earlier.waitFor();
    await send(page, 'Koa answered 200 OK');
    await earlier.waitFor({ state: 'detached' });
  });

  test('a nonce: the refusal, the second try, and that the next one has it already', async () => {
    const page = await tools.open('/request?operation=vault');
    await getToken(page, 'DPoP');
    // The focus is on Send by now.
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Express answered 200 OK' }).waitFor();

    await page.getByRole('tab', { name: '1. Refused for its nonce: 401' }).click();
    await section(page, 'What the API saw').getByText('missing_nonce').waitFor();
    await page.getByText('given in the field DPoP-Nonce').waitFor();

    await send(page, 'Express answered 200 OK');
    await expect.poll(() => page.getByRole('tab').count()).toBe(0);
    await section(page, 'What the API saw').getByText('proof.jti').waitFor();
    await section(page, 'What the API saw').getByText('proof.iat').waitFor();
    await page.getByRole('button', { name: 'Forget it' }).click();
    await page.getByLabel('send again with it').uncheck();
    await send(page, 'Express answered 401 Unauthorized');
    expect(page.url()).toMatch(/\/request\?operation=vault&retry=no$/);
  });

  test.each([
    { framework: 'Express', answer: '401 Unauthorized', credentials: 'The token as Bearer' },
    { framework: 'tRPC', answer: '401 Unauthorized', credentials: 'None' },
    { framework: 'Koa', answer: '200 OK', credentials: 'The current token' },
  ])('credentials: $credentials, to $framework', async ({ framework, answer, credentials }) => {
    const page = await tools.open('/request?operation=whoami');
    await getToken(page, 'DPoP');
    await page.getByRole('radiogroup', { name: 'Framework' }).getByText(framework).click();
    await page.getByRole('radio', { name: credentials }).check();
    await send(page, `${framework} answered ${answer}`);
  });

  test('what an operation takes is typed, and stays out of the address', async () => {
    const page = await tools.open('/request?operation=nope');
    await page.getByRole('alert').getByText('There is no such operation').waitFor();
    await getToken(page, 'Bearer');
    await page.getByLabel('Operation', { exact: true }).selectOption('write');
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.getByLabel('Text of the message').fill('Typed by hand');
    await send(page, 'Express answered 201 Created');
    await section(page, 'Response').getByText('Typed by hand').waitFor();
    expect(page.url()).toMatch(/\/request\?operation=write$/);

    await page.getByLabel('Operation').selectOption('legacy');
    await page.getByLabel('Legacy-Session').fill('session-of-nobody');
    await send(page, 'Express answered 403 Forbidden');
    await section(page, 'Why there is no challenge').getByText('refuses it').waitFor();
  });

  test('copies the link, and the request for curl without the token', async () => {
    const address = '/request?framework=koa&operation=vault&credentials=token';
    const page = await tools.open(`${address}&token=${'eyJ'.repeat(20)}`);
    await getToken(page, 'DPoP');
    await page.getByRole('button', { name: 'Copy link' }).click();
    expect(await clipboard(page)).toBe(tools.playground.page + address);
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    const command = await clipboard(page);
    expect(command).toContain(`${tools.playground.koa}/vault`);
    expect(command).toContain('prove.js GET');
    expect(command).toContain('DPoP $TOKEN');
    expect(command).not.toMatch(/ey[\w-]{20}/);
    await page.getByRole('radio', { name: 'None' }).check();
    expect(page.url()).toBe(tools.playground.page + address.replace('token', 'none'));
  });

  test('an API that does not answer, and then does', async () => {
    const page = await tools.open('/request?operation=health');
    await page.route(`${tools.playground.api}/**`, (route) => route.abort());
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('alert').getByText('Express does not answer.').waitFor();
    await page.unrouteAll();
    await send(page, 'Express answered 200 OK');
    await section(page, 'What the API saw').getByText('this route is open').waitFor();
  });

  test.each([
    { name: 'wide-light', view: { ...WIDE, colorScheme: 'light' } },
    { name: 'wide-dark', view: { ...WIDE, colorScheme: 'dark' } },
    { name: 'narrow-light', view: { ...NARROW, colorScheme: 'light' } },
    { name: 'narrow-dark', view: { ...NARROW, colorScheme: 'dark' } },
  ] as const)('for everybody: $name', async ({ name, view }) => {
    const page = await tools.open('/request?operation=vault', view);
    await expectAccessible(page);
    await getToken(page, 'DPoP');
    await send(page, 'Express answered 200 OK');
    await page.getByRole('tab', { name: '1. Refused' }).click();
    await page.getByRole('button', { name: 'Show whole dpop' }).click();
    await expectAccessible(page);
    await expectNoSideScroll(page);
    await picture(page, `request-${name}`);
  });
});

async function getToken(page: Page, scheme: 'Bearer' | 'DPoP'): Promise<void> {
  await page.getByRole('button', { name: `Get a ${scheme} token` }).click();
  await page.getByText(`The current token: ${scheme}`).waitFor();
}

async function send(page: Page, outcome: string): Promise<void> {
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('heading', { name: outcome }).waitFor();
}

function section(page: Page, title: string): Locator {
  const heading = page.getByRole('heading', { name: title, exact: true });
  return page.locator('section').filter({ has: heading }).last();
}

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}
