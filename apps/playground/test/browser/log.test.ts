import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectNoSideScroll } from './expectations.ts';
import { NARROW, WIDE, withBrowser } from './harness.ts';
import { picture } from './picture.ts';

withBrowser('log', (tools) => {
  test('shows what the APIs decided, the newest first, with the reason', async () => {
    const page = await tools.open('/request?operation=write');
    await log(page).getByText('Nothing to show.').waitFor();
    await page.getByRole('button', { name: 'Get a Bearer token' }).click();
    await page.getByText('The current token: Bearer').waitFor();
    await send(page, 'token');
    const newest = entries(page).first();
    await newest.getByText('✓ accepted').waitFor();
    await newest.getByText('Bearer, client machine, subject machine').waitFor();
    await newest.getByText('Details').click();
    await newest.getByRole('region', { name: 'Details' }).getByText('"scopes"').waitFor();
    await entries(page).getByText('↓ keys').waitFor();

    await send(page, 'none');
    await newest.getByText('✗ refused').waitFor();
    await newest.getByText('missing_authorization').waitFor();
  });

  test('filters, and is cleared without forgetting what comes', async () => {
    const page = await tools.open('/request?framework=koa');
    await send(page, 'none');
    await log(page).getByLabel('API').selectOption('Koa');
    await log(page).getByLabel('Show').selectOption('Refused');
    await expect.poll(() => entries(page).count()).toBe(1);
    await log(page).getByLabel('API').selectOption('Hono');
    await log(page).getByText('Nothing to show.').waitFor();

    await log(page).getByLabel('API').selectOption('All');
    await log(page).getByLabel('Show').selectOption('Everything');
    await log(page).getByRole('button', { name: 'Clear' }).click();
    await log(page).getByText('Nothing to show.').waitFor();
    await send(page, 'none');
    await expect.poll(() => entries(page).count()).toBe(1);
  });

  test.each([
    { name: 'wide-light', view: { ...WIDE, colorScheme: 'light' } },
    { name: 'wide-dark', view: { ...WIDE, colorScheme: 'dark' } },
    { name: 'narrow-light', view: { ...NARROW, colorScheme: 'light' } },
    { name: 'narrow-dark', view: { ...NARROW, colorScheme: 'dark' } },
  ] as const)('for everybody: $name', async ({ name, view }) => {
    const page = await tools.open('/request', view);
    await send(page, 'none');
    const opener = page.getByRole('button', { name: 'Log', exact: true });
    if ((await opener.getAttribute('aria-expanded')) === 'false') await opener.click();
    await entries(page).first().waitFor();
    await expectAccessible(page);
    await expectNoSideScroll(page);
    await picture(page, `log-${name}`);
  });
});

withBrowser('log of a playground that ends', (tools) => {
  test('says that nobody tells any more', async () => {
    const page = await tools.open('/request');
    await log(page).getByText('Nothing to show.').waitFor();
    await tools.playground.child.stop();
    await log(page).getByText('The playground does not answer').waitFor();
    await page.getByRole('alert').getByText('Start it again with npm start').waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('alert').getByText('Is the playground still running?').waitFor();
  });
});

async function send(page: Page, credentials: 'token' | 'none'): Promise<void> {
  const name = credentials === 'none' ? 'None' : 'The current token';
  await page.getByRole('radio', { name }).check();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('heading', { name: / answered / }).waitFor();
}

function log(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Log of the APIs' });
}

function entries(page: Page): Locator {
  return log(page).getByRole('listitem');
}
