import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { ServerAction } from '../../server/control/protocol.ts';
import { SECOND_FACTOR } from '../../server/parties.ts';
import { expectAccessible, expectNoSideScroll } from './expectations.ts';
import { NARROW, WIDE, withBrowser } from './harness.ts';
import { picture } from './picture.ts';

const currentToken = (page: Page) => page.getByRole('region', { name: 'The current token' });
const failure = (page: Page) => page.getByRole('alert');
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Signs in with the pages of the authorization server, from where the form is. */
async function signIn(page: Page, as = 'alice'): Promise<void> {
  await press(page, 'Sign in');
  await press(page, `Sign in as ${as}`);
  await press(page, 'Allow');
  await currentToken(page).getByText('who signed in').waitFor();
}

async function mint(page: Page): Promise<void> {
  await press(page, 'Get a token');
  await currentToken(page).getByText('a client that acts for itself').waitFor();
}

async function expectFocusOnToken(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toBe('The current token');
}

/** Counts the sign-ins that the page has in store. */
function countKept(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { name } = (await indexedDB.databases())[0] ?? {};
    const opening = indexedDB.open(String(name));
    await new Promise((resolve) => opening.addEventListener('success', resolve));
    const [store = ''] = opening.result.objectStoreNames;
    const counting = opening.result.transaction(store).objectStore(store).count();
    await new Promise((resolve) => counting.addEventListener('success', resolve));
    return counting.result;
  });
}

withBrowser('get a token', (tools) => {
  const change = async (action: ServerAction): Promise<void> => {
    const origin = tools.playground.page;
    const response = await fetch(`${origin}/control/authorization-server`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify(action),
    });
    expect(response.status).toBe(200);
  };

  test.each([
    { scheme: 'DPoP', fact: 'extractable: no', summary: /machine · DPoP · (10|9) min/ },
    { scheme: 'Bearer', fact: 'good for whoever has it', summary: /machine · Bearer · (10|9) min/ },
  ])('for a machine, $scheme', async ({ scheme, fact, summary }) => {
    const page = await tools.open('/token');
    await page.getByText('There is none.').waitFor();
    await page.getByRole('radio', { name: 'A machine' }).click();
    await page.getByRole('radio', { name: scheme }).click();
    await mint(page);
    await currentToken(page).getByText(fact).waitFor();
    expect(await page.getByRole('banner').getByRole('link', { name: summary }).count()).toBe(1);
    await expectFocusOnToken(page);
  });

  test('for a user, whose key is not kept once she is back', async () => {
    const page = await tools.open('/token');
    await signIn(page);
    expect(page.url()).toBe(`${tools.playground.page}/token`);
    await currentToken(page).getByText('extractable: no').waitFor();
    await page
      .getByRole('banner')
      .getByRole('link', { name: /alice · DPoP/ })
      .waitFor();
    await expectFocusOnToken(page);
    expect(await countKept(page)).toBe(0);
  });

  test('for a user who signed in already, with a second factor', async () => {
    const page = await tools.open('/token?scheme=bearer');
    await signIn(page, 'bob');
    expect(await currentToken(page).textContent()).not.toContain(SECOND_FACTOR);

    await page.getByRole('checkbox', { name: 'Ask for a second factor' }).click();
    await signIn(page, 'bob with a second factor');
    expect(new URL(page.url()).search).toBe('?scheme=bearer&factor=second');
    expect(await currentToken(page).textContent()).toContain(SECOND_FACTOR);

    await page.getByRole('checkbox', { name: 'Ask for a second factor' }).click();
    await page.getByRole('checkbox', { name: 'Sign in again' }).click();
    await signIn(page, 'alice');
    expect(await currentToken(page).textContent()).toContain('alice, who signed in');
  });

  test('with the choices of the address, which never holds the token', async () => {
    const page = await tools.open('/token?as=machine&for=archive&lifetime=60');
    expect(await page.getByRole('checkbox', { name: 'read:archive' }).isChecked()).toBe(true);
    await page.getByRole('checkbox', { name: 'read:archive' }).click();
    await page.getByLabel('Lifetime in seconds').fill('1200');
    await mint(page);
    await currentToken(page).getByText('expires in 19 minutes').waitFor();
    const facts = await currentToken(page).textContent();
    expect(facts).toContain('Scopesnone');
    expect(facts).toContain('https://archive.example');
    const { search } = new URL(page.url());
    expect(search).toBe('?as=machine&for=archive&scopes=&lifetime=1200');

    await page.reload();
    await page.getByText('There is none.').waitFor();
    expect(await page.getByLabel('Lifetime in seconds').inputValue()).toBe('1200');
  });

  test('with a lifetime that the authorization server takes', async () => {
    const page = await tools.open('/token?as=machine&lifetime=20&scheme=mac');
    await failure(page).getByText('There is no such scheme').waitFor();
    const lifetime = page.getByLabel('Lifetime in seconds');
    await lifetime.fill('5');
    await lifetime.blur();
    expect(await lifetime.inputValue()).toBe('10');
    await lifetime.fill('');
    await lifetime.blur();
    expect(await lifetime.inputValue()).toBe('10');
    expect(new URL(page.url()).searchParams.get('lifetime')).toBe('10');
  });

  test('and see it expire, copy it and forget it', async () => {
    const page = await tools.open('/token?as=machine');
    await page.clock.install();
    await mint(page);
    await press(page, 'Copy token');
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^ey[^.]+\.ey/);

    await page.clock.fastForward('11:00');
    await currentToken(page).getByText('expired 1 minute ago').waitFor();
    await page
      .getByRole('banner')
      .getByRole('link', { name: 'machine · DPoP · expired' })
      .waitFor();

    await press(page, 'Forget');
    await page.getByText('There is none.').waitFor();
    await page.getByRole('banner').getByRole('link', { name: 'No token' }).waitFor();
    await expectFocusOnToken(page);
  });

  test('goes on to a request and to what the token says', async () => {
    const page = await tools.open('/token?as=machine');
    await mint(page);
    await page.getByRole('link', { name: 'Send a request with it' }).click();
    await expect.poll(() => new URL(page.url()).pathname).toBe('/request');
    await page
      .getByRole('banner')
      .getByRole('link', { name: /machine/ })
      .click();
    await page.getByRole('link', { name: 'Inspect', exact: true }).click();
    await expect.poll(() => page.url()).toBe(`${tools.playground.page}/inspect`);
    const box = page.getByRole('textbox', { name: 'Token or proof' });
    expect(await box.inputValue()).toMatch(/^ey[^.]+\.ey/);
    await page.reload();
    await box.waitFor();
    expect(await box.inputValue()).toBe('');
  });

  test('a user who says no can begin again with the same choices', async () => {
    const page = await tools.open('/token?scopes=read%3Amessages');
    await press(page, 'Sign in');
    await press(page, 'Cancel');
    await failure(page).getByText('access_denied: The user said no.').waitFor();
    expect(page.url()).toBe(`${tools.playground.page}/callback`);
    await page.getByRole('link', { name: 'Begin again with the same choices' }).click();
    expect(await page.getByRole('checkbox', { name: 'write:messages' }).isChecked()).toBe(false);
    await signIn(page);
  });

  test('an answer to a sign-in that was never begun is not taken, and not kept', async () => {
    const page = await tools.open('/callback?code=of-somebody-else&state=other');
    await failure(page).getByText('This sign-in cannot be finished').waitFor();
    expect(page.url()).toBe(`${tools.playground.page}/callback`);
    await page.getByRole('link', { name: 'Begin again with the same choices' }).click();
    await page.getByText('There is none.').waitFor();
  });

  test('an answer with another state is not taken', async () => {
    const page = await tools.open('/token');
    await press(page, 'Sign in');
    await page.getByRole('button', { name: 'Sign in as alice', exact: true }).waitFor();
    const answer = { code: 'of-somebody-else', state: 'other', iss: tools.playground.issuer };
    await page.goto(`/callback?${new URLSearchParams(answer)}`);
    await failure(page).getByText('This sign-in cannot be finished').waitFor();
    await page.getByRole('banner').getByRole('link', { name: 'No token' }).waitFor();
  });

  test('a site that opens the page with an answer of its own cancels no sign-in', async () => {
    const page = await tools.open('/token');
    await press(page, 'Sign in');
    await page.getByRole('button', { name: 'Sign in as alice', exact: true }).waitFor();
    const other = await page.context().newPage();
    await other.goto(`/callback?${new URLSearchParams({ code: 'x', state: 'y', iss: 'z' })}`);
    await failure(other).getByText('A sign-in that is under way goes on.').waitFor();
    expect(await countKept(other)).toBe(1);

    await press(page, 'Sign in as alice');
    await press(page, 'Allow');
    await currentToken(page).getByText('alice, who signed in').waitFor();
    expect(await countKept(page)).toBe(0);
  });

  test('a sign-in that took longer than ten minutes is over', async () => {
    const page = await tools.open('/token?scheme=bearer');
    await page.clock.install();
    await press(page, 'Sign in');
    await press(page, 'Sign in as alice');
    await page.getByRole('button', { name: 'Allow', exact: true }).waitFor();
    await page.clock.fastForward('10:01');
    await press(page, 'Allow');
    await failure(page).getByText('or to one that is over').waitFor();
    expect(await countKept(page)).toBe(0);
  });

  test('says that the authorization server is gone', async () => {
    const page = await tools.open('/token?as=machine');
    const button = page.getByRole('button', { name: 'Get a token' });
    await change({ action: 'stop' });
    try {
      await button.click();
      await failure(page).getByText('The authorization server does not answer.').waitFor();
      expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
      await expectAccessible(page);
    } finally {
      await change({ action: 'start' });
    }
    await mint(page);
    expect(await failure(page).count()).toBe(0);
  });

  test.each([
    { id: 'wide-light', view: { ...WIDE, colorScheme: 'light' as const } },
    { id: 'wide-dark', view: { ...WIDE, colorScheme: 'dark' as const } },
    { id: 'narrow-light', view: { ...NARROW, colorScheme: 'light' as const } },
    { id: 'narrow-dark', view: { ...NARROW, colorScheme: 'dark' as const } },
  ])('looks well: $id', async ({ id, view }) => {
    const page = await tools.open('/token', view);
    await signIn(page);
    await expectAccessible(page);
    await expectNoSideScroll(page);
    await picture(page, `sign-in-${id}`);
  });

  test('the start leads to it, and on when there is one', async () => {
    const page = await tools.open('/');
    await page.getByText(tools.playground.issuer).waitFor();
    await page.getByRole('link', { name: 'Begin: get a token' }).click();
    await page.getByRole('radio', { name: 'A machine' }).click();
    await mint(page);
    await page.getByRole('link', { name: 'Holdfast' }).click();
    await page.getByRole('link', { name: 'Send a request' }).click();
    await expect.poll(() => new URL(page.url()).pathname).toBe('/request');
  });
});
