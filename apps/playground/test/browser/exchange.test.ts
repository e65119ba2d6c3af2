import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectNoSideScroll } from './expectations.ts';
import { NARROW, WIDE, withBrowser } from './harness.ts';
import { picture } from './picture.ts';
import { signInAs } from './sign-in-as.ts';

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('main').getByRole('button', { name, exact: true }).click();
const choose = (page: Page, group: string, name: string): Promise<void> =>
  page.getByRole('radiogroup', { name: group }).getByText(name, { exact: true }).click();
const part = (page: Page, name: string): Locator => page.getByRole('region', { name });

async function goTo(page: Page, tab: string): Promise<void> {
  const opener = page.getByRole('button', { name: 'Parts of the page' });
  if (await opener.isVisible()) await opener.click();
  await page.getByRole('link', { name: /Exchange$/ }).click();
  await page.getByRole('tab', { name: tab }).click();
}

/** Those in the chain; between them stands what they pass on. */
async function chain(page: Page): Promise<readonly string[]> {
  const links = part(page, 'Who takes part').getByRole('listitem');
  await links.first().waitFor();
  return links.evaluateAll((items) =>
    items.map((item) => [...item.querySelectorAll('p')].map((text) => text.textContent).join(', ')),
  );
}

withBrowser('exchange', (tools) => {
  test('on behalf of a user: the chain, the new token, the call behind', async () => {
    const page = await tools.open('/token');
    await signInAs(page, 'alice');
    await goTo(page, 'On behalf of the caller');
    await page.getByText('the current DPoP token of alice').waitFor();
    await press(page, 'Exchange and call');
    expect(await chain(page)).toEqual([
      'alice, User',
      'a sign-in',
      'page, Application',
      'an access token',
      'messages-api, API, the actor',
      'the new access token',
      'archive, API behind it',
    ]);
    const claims = part(page, 'What the new token says');
    await claims.getByRole('row', { name: /^aud changed https:\/\/messages.example/ }).waitFor();
    await claims.getByRole('row', { name: '{"sub":"messages-api"}' }).waitFor();
    const behind = part(page, 'What happened behind the API');
    await behind.getByText('POST ').waitFor();
    await behind.getByText('of that, the token request').waitFor();
    await behind.getByText('GET /records of the archive').waitFor();
    await behind.getByText('✓ accepted').waitFor();
    await press(page, 'Show the whole call');
    await page.getByRole('heading', { name: 'Response' }).waitFor();
  });

  test.each([
    { framework: 'Express' },
    { framework: 'Koa' },
    { framework: 'Hono' },
    { framework: 'tRPC' },
  ])('on behalf of a machine, on $framework', async ({ framework }) => {
    const page = await tools.open('/exchange');
    await page.getByText('There is no token to exchange yet.').waitFor();
    const button = page.getByRole('button', { name: 'Get a Bearer token' });
    const failure = page.getByRole('alert');
    await page.route(`${tools.playground.issuer}/**`, (route) => route.abort());
    await button.click();
    await failure.getByText('The authorization server does not answer.').waitFor();
    await failure.getByRole('link', { name: 'See whether it was switched off' }).waitFor();

    const meanwhile: unknown[] = [];
    await page.route(`${tools.playground.issuer}/**`, async (route) => {
      meanwhile.push([await button.getAttribute('aria-busy'), await failure.count()]);
      await route.continue();
    });
    await button.click();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toBe('Exchange and call');
    expect(meanwhile[0]).toEqual(['true', 0]);
    await choose(page, 'Framework', framework);
    await press(page, 'Exchange and call');
    await page.getByText(`The ${framework} API answered 200 OK.`).waitFor();
    expect(await chain(page)).toEqual([
      'machine, Client that acts for itself',
      'an access token',
      'messages-api, API, the actor',
      'the new access token',
      'archive, API behind it',
    ]);
    await part(page, 'What the new token says').getByText('read:archive').waitFor();
  });

  test('an old session, by a link, on tRPC', async () => {
    const page = await tools.open('/exchange?exchange=legacy&session=bob&framework=trpc');
    await press(page, 'Exchange and call');
    expect(await chain(page)).toEqual([
      'bob, User',
      'a session of the old system',
      'messages-api, API, the client of the new token',
      'the new access token',
      'archive, API behind it',
    ]);
    const claims = part(page, 'What the new token says');
    await claims.getByRole('row', { name: 'sub bob' }).waitFor();
    expect(await claims.getByRole('row', { name: /^act/ }).count()).toBe(0);
  });

  test('the calendar of another company: the account that is chosen', async () => {
    const page = await tools.open('/token');
    await signInAs(page, 'alice');
    await goTo(page, 'Another company');
    await page.getByRole('combobox', { name: 'Account' }).selectOption('alice@home.example');
    await press(page, 'Exchange and call');
    expect((await chain(page)).at(-1)).toBe('alice@home.example, Account at the calendar');
    await part(page, 'What came of it').getByText('Cinema').waitFor();
    expect(new URL(page.url()).search).toBe('?exchange=calendar&account=alice%40home.example');

    await page.getByRole('combobox', { name: 'Account' }).selectOption('carol@work.example');
    await press(page, 'Exchange and call');
    await page.getByRole('alert').getByText('The user has no such account').waitFor();
  });

  test('says why nothing was exchanged: a user without an account', async () => {
    const page = await tools.open('/token');
    await signInAs(page, 'bob');
    await goTo(page, 'Another company');
    await press(page, 'Exchange and call');
    await page.getByRole('alert').getByText('The user has no such account').waitFor();
    expect(await part(page, 'Who takes part').count()).toBe(0);
    await part(page, 'What happened behind the API').getByText('400').waitFor();
  });

  test('says why nothing was exchanged: a session that does not exist', async () => {
    const page = await tools.open(
      '/exchange?exchange=legacy&session=mallory&framework=zzz&token=eyJ',
    );
    await page.getByRole('alert').getByText('There is no such framework').waitFor();
    await choose(page, 'Framework', 'Koa');
    await expect
      .poll(() => new URL(page.url()).search)
      .toBe('?framework=koa&exchange=legacy&session=mallory');
    await press(page, 'Exchange and call');
    await page.getByRole('alert').getByText('knows no such session').waitFor();
  });

  test('the calendar asks for a user who has an account', async () => {
    const page = await tools.open('/exchange?exchange=calendar');
    await page.getByText('Sign in as alice').waitFor();
    await page.getByRole('link', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Get a token' }).waitFor();
  });

  test.each([
    { name: 'wide-light', view: { ...WIDE, colorScheme: 'light' } },
    { name: 'wide-dark', view: { ...WIDE, colorScheme: 'dark' } },
    { name: 'narrow-light', view: { ...NARROW, colorScheme: 'light' } },
    { name: 'narrow-dark', view: { ...NARROW, colorScheme: 'dark' } },
  ] as const)('for everybody: $name', async ({ name, view }) => {
    const page = await tools.open('/token', view);
    await signInAs(page, 'alice');
    await goTo(page, 'On behalf of the caller');
    await press(page, 'Exchange and call');
    await part(page, 'What the new token says').waitFor();
    await expectAccessible(page);
    await expectNoSideScroll(page);
    await picture(page, `exchange-${name}`);
  });
});

withBrowser('exchange without a playground', (tools) => {
  test('says that nobody answers', async () => {
    const page = await tools.open('/exchange?exchange=legacy');
    await page.getByRole('button', { name: 'Exchange and call' }).waitFor();
    await tools.playground.child.stop();
    await press(page, 'Exchange and call');
    await page.getByRole('alert').getByText('Express does not answer.').waitFor();
  });
});
