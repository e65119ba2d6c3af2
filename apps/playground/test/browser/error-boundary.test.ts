import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { encoded } from '../web/inspect/jwt.ts';
import { expectAccessible } from './expectations.ts';
import { withBrowser } from './harness.ts';

// What String() and Number() throw for.
const NO_TEXT = { toString: 1 };
const MEMBERS = ['alg', 'typ', 'kid', 'jwk', 'crit', 'enc'];
const CLAIMS = ['iss', 'sub', 'aud', 'exp', 'iat', 'nbf', 'scope', 'cnf', 'act', 'htm', 'ath'];

withBrowser('what would break a part of the page', (tools) => {
  test.each([
    { id: 'alg', text: `${encoded({ alg: NO_TEXT })}.${encoded({})}.AAAA` },
    { id: 'exp', text: `${encoded({ alg: 'ES256' })}.${encoded({ exp: NO_TEXT })}.AAAA` },
    { id: 'all', text: `${encoded(all(MEMBERS))}.${encoded(all(CLAIMS))}.AAAA` },
    {
      id: 'all of a proof',
      text: `${encoded({ ...all(MEMBERS), typ: 'dpop+jwt' })}.${encoded(all(CLAIMS))}.AAAA`,
    },
    { id: 'all of an encrypted one', text: `${encoded(all(MEMBERS))}.a.b.c.d` },
  ])('a pasted token whose members are no texts is shown: $id', async ({ text }) => {
    const page = await tools.open('/inspect');
    await page.getByRole('textbox', { name: 'Token or proof' }).fill(text);
    await page.getByText('"toString": 1').first().waitFor();
    const verdict = page.getByRole('region', { name: 'What Holdfast says' });
    await verdict.getByText('✗ Refused').waitFor();
    await page.getByRole('button', { name: 'Ask the API' }).click();
    await page.getByText(/answered: 40[01]/).waitFor();
  });

  test('takes nothing else with it: the token is kept, and the part can be shown again', async () => {
    const page = await tools.open('/token?as=machine');
    await page.getByRole('button', { name: 'Get a token' }).click();
    await tokenInHeader(page).waitFor();
    await page.getByRole('link', { name: 'Inspect', exact: true }).click();
    await breakTimes(page);
    await page.getByRole('button', { name: 'Use the current token' }).click();

    await page.getByRole('heading', { level: 1, name: 'This part broke' }).waitFor();
    await page.getByRole('alert').getByText('while it was shown: No time today.').waitFor();
    await tokenInHeader(page).waitFor();
    await expectAccessible(page);

    await page.evaluate(() => {
      Date.prototype.toUTCString = Date.prototype.toISOString;
    });
    await page.getByRole('button', { name: 'Show this part again' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Inspect' }).waitFor();
    const main = page.getByRole('main');
    expect(await main.evaluate((part) => part.contains(document.activeElement))).toBe(true);
    await tokenInHeader(page).waitFor();
  });

  test('is over when one goes elsewhere, and what one finds there has the focus', async () => {
    const page = await tools.open('/inspect');
    await breakTimes(page);
    await page
      .getByRole('textbox', { name: 'Token or proof' })
      .fill(`${encoded({})}.${encoded({ iat: 1 })}.AAAA`);
    await page.getByRole('heading', { level: 1, name: 'This part broke' }).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Request' }).click();
    const heading = page.getByRole('heading', { level: 1, name: 'Request' });
    await heading.waitFor();
    expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Inspect' }).waitFor();
  });
});

/** Makes an error in what shows the times of a token, and in nothing else. */
async function breakTimes(page: Page): Promise<void> {
  await page.evaluate(() => {
    Date.prototype.toUTCString = () => {
      throw new Error('No time today.');
    };
    // React tells it what was thrown; the harness would take that for a failure of the page.
    console.error = () => undefined;
  });
}

function tokenInHeader(page: Page): ReturnType<Page['getByRole']> {
  return page.getByRole('banner').getByRole('link', { name: /machine · DPoP/ });
}

function all(names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, NO_TEXT]));
}
