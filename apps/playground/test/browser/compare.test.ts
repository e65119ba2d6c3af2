import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { FRAMEWORKS } from '../../server/control/protocol.ts';
import { ATTACKS } from '../../web/attack/attacks.ts';
import { expectAccessible, expectNoSideScroll } from './expectations.ts';
import { NARROW, withBrowser } from './harness.ts';
import { picture } from './picture.ts';

const ALL = ATTACKS.length * FRAMEWORKS.length;
// Some attacks make RSA keys, which takes its time.
const PATIENTLY = { timeout: 150_000 };

withBrowser('the part Compare', (tools) => {
  test.each(['whoami', 'messages', 'vault', 'salary', 'legacy', 'health'])(
    'sends %s to all four APIs, which answer the same',
    async (operation) => {
      const page = await tools.open(`/compare?operation=${operation}&with=fresh`);
      await send(page);
      await page.getByRole('status').getByText('The same everywhere').waitFor();
      for (const name of ['Express', 'Koa', 'Hono', 'tRPC']) {
        await page.getByRole('region', { name, exact: true }).getByText('Body').waitFor();
      }
    },
  );

  test('keeps the choice in the address', async () => {
    const page = await tools.open('/compare?token=secret', NARROW);
    await page.getByLabel('Operation').selectOption('Read the messages');
    await page.getByLabel('With').selectOption('No token');
    const { searchParams } = new URL(page.url());
    expect(Object.fromEntries(searchParams)).toEqual({ operation: 'messages', with: 'none' });
    await page.getByRole('tab', { name: 'Every attack' }).click();
    await page.getByRole('tab', { name: 'One request' }).click();
    await send(page);
    await page.getByText('The answers to “Read the messages”, sent with no token:').waitFor();
    await page.getByText('401 Unauthorized').nth(3).waitFor();
    await expectNoSideScroll(page);
    await expectAccessible(page);
    await picture(page, 'compare-request');
  });

  test('says what differs, and what does not answer', async () => {
    const page = await tools.open('/compare?operation=health');
    const { koa, hono } = tools.playground;
    await page.route(`${koa}/**`, (route) => route.abort());
    await page.route(`${hono}/**`, (route) =>
      route.fulfill({ status: 200, body: 'else', headers: { 'access-control-allow-origin': '*' } }),
    );
    await send(page);
    await page.getByText('Hono differs from Express: body.').waitFor();
    await page.getByText('Koa does not answer.').waitFor();

    await page.route(`${tools.playground.issuer}/**`, (route) => route.abort());
    await page.getByLabel('With').selectOption('A new token of a machine');
    await send(page);
    const failure = page.getByRole('alert').filter({ hasText: 'Nothing was sent.' });
    await failure.getByText('The authorization server does not answer.').waitFor();
    expect(await page.getByText('Nothing was sent yet').count()).toBe(0);
  });

  test('fills the grid of all attacks, each of them refused as it must be', async () => {
    const page = await tools.open('/compare?view=attacks');
    await runAll(page);
    await page.getByText(`${ALL} of ${ALL} tried, 0 wrong`).first().waitFor(PATIENTLY);
    await page.getByText('Every attack was refused as it must be').waitFor();
    expect(
      await page
        .getByRole('row')
        .getByRole('button', { name: /as it must be/ })
        .count(),
    ).toBe(ALL);
    await expectAccessible(page);
    await picture(page, 'compare-attacks');

    const cell = page.getByRole('button', { name: 'as it must be: Replay the proof on Koa' });
    await cell.press('Enter');
    const drawer = page.getByRole('dialog', { name: 'Replay the proof, on Koa' });
    await drawer.getByText('Refused as it must be: 401 invalid_dpop_proof, replayed.').waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    await expect
      .poll(() => cell.evaluate((element) => element === document.activeElement))
      .toBe(true);

    const parts = page.getByRole('navigation', { name: 'Parts of the page' });
    await parts.getByRole('link', { name: 'Request' }).click();
    await page.getByRole('heading', { level: 1, name: 'Request' }).waitFor();
    await parts.getByRole('link', { name: 'Compare' }).click();
    await page.getByRole('tab', { name: 'Every attack' }).click();
    await page.getByText(`${ALL} of ${ALL} tried, 0 wrong`).first().waitFor();
  }, 180_000);

  test('lists first what is not as it must be, stops when told to, and fits a phone', async () => {
    const page = await tools.open('/compare?view=attacks', NARROW);
    await page.route(`${tools.playground.trpc}/**`, (route) => route.abort());
    await runAll(page);
    const list = page.getByRole('alert').filter({ hasText: 'Not as it must be' });
    await list.getByRole('button', { name: 'Replay the proof, on tRPC' }).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('button', { name: /^Run all/ }).waitFor(PATIENTLY);
    expect(await page.getByText('not tried').count()).toBeGreaterThan(0);

    await list.getByRole('button', { name: 'Replay the proof, on tRPC' }).click();
    const drawer = page.getByRole('dialog', { name: 'Replay the proof, on tRPC' });
    await drawer.getByText('Wrong: tRPC does not answer.').waitFor();
    await drawer.getByRole('button', { name: 'Close' }).click();
    await expectNoSideScroll(page);
    const grid = page.getByRole('region', { name: 'Attacks and frameworks' });
    await grid.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => grid.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
  }, 180_000);
});

async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send to all four' }).click();
}

async function runAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Run all/ }).click();
}
