import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { expectAccessible, expectNoSideScroll } from './expectations.ts';
import { NARROW, WIDE, withBrowser } from './harness.ts';
import { picture } from './picture.ts';

const PARTS = [
  { path: '/', heading: 'See every check work' },
  { path: '/token', heading: 'Get a token' },
  { path: '/request', heading: 'Request' },
  { path: '/attack', heading: 'Attack' },
  { path: '/compare', heading: 'Compare' },
  { path: '/inspect', heading: 'Inspect' },
  { path: '/exchange', heading: 'Exchange' },
  { path: '/outage', heading: 'Outage' },
];

const VIEWS = [
  { id: 'wide-light', view: { ...WIDE, colorScheme: 'light' } },
  { id: 'wide-dark', view: { ...WIDE, colorScheme: 'dark' } },
  { id: 'narrow-light', view: { ...NARROW, colorScheme: 'light' } },
  { id: 'narrow-dark', view: { ...NARROW, colorScheme: 'dark' } },
] as const;

withBrowser('the whole page', (tools) => {
  describe.each(VIEWS)('$id', ({ id, view }) => {
    test.each(PARTS)('$path opens, fits, and is accessible', async ({ path, heading }) => {
      const page = await tools.open(path, view);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(heading);
      await expectNoSideScroll(page);
      await expectAccessible(page);
      await picture(page, `empty-${path.slice(1) || 'start'}-${id}`);
    });
  });

  test('the keyboard is enough to get a token and to send a request', async () => {
    const page = await tools.open('/');
    const { keyboard } = page;
    await keyboard.press('Tab');
    expect(await hasFocus(page.getByRole('link', { name: 'Skip to the content' }))).toBe(true);
    await keyboard.press('Enter');
    await expect.poll(() => hasFocus(page.getByRole('main'))).toBe(true);

    await goTo(page, linkTo(page, '1. Get a token'), 'Shift+Tab');
    await keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Get a token' }).waitFor();
    await goTo(page, page.getByRole('radio', { name: 'A user' }), 'Tab');
    await keyboard.press('ArrowRight');
    await goTo(page, page.getByRole('button', { name: 'Get a token' }), 'Tab');
    await keyboard.press('Enter');
    await page
      .getByRole('banner')
      .getByRole('link', { name: /machine/ })
      .waitFor();

    await goTo(page, linkTo(page, '2. Request'), 'Shift+Tab');
    await keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Request' }).waitFor();
    await goTo(page, page.getByRole('button', { name: 'Send', exact: true }), 'Tab');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Express answered 200 OK' }).waitFor();
  });

  test('the menu of a narrow window leads on, and closes', async () => {
    const page = await tools.open('/', NARROW);
    const menu = page.getByRole('button', { name: 'Parts of the page' });
    expect(await menu.getAttribute('aria-expanded')).toBe('false');
    await menu.click();
    await linkTo(page, '7. Outage').click();
    await page.getByRole('heading', { level: 1, name: 'Outage' }).waitFor();
    await expect.poll(() => menu.getAttribute('aria-expanded')).toBe('false');
  });

  test('the colours are as the system has them, until one chooses others', async () => {
    const page = await tools.open('/', { colorScheme: 'dark' });
    const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme');
    expect(await scheme()).toBe('dark');
    await page.getByRole('button', { name: 'Use light colours' }).click();
    await expect.poll(scheme).toBe('light');
    await page.reload();
    await page.getByRole('button', { name: 'Use dark colours' }).waitFor();
    expect(await scheme()).toBe('light');
  });

  test('an unknown address says so, and leads to the start', async () => {
    const page = await tools.open('/nothing/of/that/kind');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Nothing is here');
    await page.getByRole('link', { name: 'Go to the start' }).click();
    await page.getByRole('heading', { level: 1, name: 'See every check work' }).waitFor();
  });

  test('a link can be shared: it opens what was chosen, and holds no token', async () => {
    const page = await tools.open('/request?framework=koa&operation=whoami');
    await page.getByRole('button', { name: 'Get a Bearer token' }).click();
    await page.getByText('The current token: Bearer').waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('heading', { name: 'Koa answered 200 OK' }).waitFor();
    await page.getByRole('button', { name: 'Copy link' }).click();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await expect
      .poll(copied)
      .toBe(`${tools.playground.page}/request?framework=koa&operation=whoami`);
  });

  test('says that the playground does not answer, and goes on when it does', async () => {
    const page = await tools.open('/compare');
    await page.route('**/control/setting', (route) => route.abort());
    await page.reload();
    await page.getByRole('alert').getByText('Start it with npm start').waitFor();
    await expectAccessible(page);
    await page.unroute('**/control/setting');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Compare' }).waitFor();
  });
});

function linkTo(page: Page, part: string): Locator {
  return page.getByRole('navigation').getByRole('link', { name: part });
}

/** Presses a key until something has the focus. */
async function goTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab'): Promise<void> {
  for (let presses = 0; presses < 100; presses++) {
    if (await hasFocus(target)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${target}.`);
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}
