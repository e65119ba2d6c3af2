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
    await expectArrival(page, 'Get a token');
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
    await expectArrival(page, 'Request');
    await linkTo(page, '2. Request').hover();
    await expectAccessible(page);
    await goTo(page, page.getByRole('button', { name: 'Send', exact: true }), 'Tab');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Express answered 200 OK' }).waitFor();
  });

  test('the menu of a narrow window leads on, and closes', async () => {
    const page = await tools.open('/', NARROW);
    const menu = page.getByRole('button', { name: 'Parts of the page' });
    const isInMenu = () => focusIsIn(page.locator('nav'));
    await menu.focus();
    for (let presses = 0; presses < 6; presses++) {
      await page.keyboard.press('Tab');
      expect(await isInMenu(), `after ${presses + 1} times Tab`).toBe(false);
    }
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await menu.click();
    await expect.poll(isInMenu).toBe(true);
    await expectAccessible(page);
    await linkTo(page, '7. Outage').click();
    await expectArrival(page, 'Outage');
    expect(await isOpen(menu)).toBe(false);

    await menu.click();
    await linkTo(page, '7. Outage').click();
    await expectArrival(page, 'Outage');
    expect(await isOpen(menu)).toBe(false);
  });

  test('the menu and the log of a narrow window close each other, and on Escape', async () => {
    const page = await tools.open('/request', NARROW);
    const menu = page.getByRole('button', { name: 'Parts of the page' });
    const log = page.getByRole('button', { name: 'Log', exact: true });
    await log.click();
    await expect.poll(() => focusIsIn(page.locator('aside'))).toBe(true);
    await menu.click();
    expect([await isOpen(menu), await isOpen(log)]).toEqual([true, false]);
    await page.keyboard.press('Escape');
    expect([await isOpen(menu), await hasFocus(menu)]).toEqual([false, true]);

    await log.click();
    await page.keyboard.press('Escape');
    expect([await isOpen(log), await hasFocus(log)]).toEqual([false, true]);
    await log.click();
    await page.getByRole('link', { name: 'No token' }).click();
    await expectArrival(page, 'Get a token');
    expect(await isOpen(log)).toBe(false);

    await page.setViewportSize({ width: 1600, height: 1000 });
    await expect.poll(() => isOpen(log)).toBe(true);
    await page.keyboard.press('Escape');
    expect(await isOpen(log)).toBe(true);
    await page.setViewportSize({ width: 360, height: 740 });
    await expect.poll(() => isOpen(log)).toBe(false);
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

  test('an unknown address says so, and leads to the start and from there to every attack', async () => {
    const page = await tools.open('/nothing/of/that/kind');
    for (const path of ['/tokenfoo', '/token/foo']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1, name: 'Nothing is here' }).waitFor();
      expect(await page.title()).toBe('Holdfast playground');
      expect(await page.locator('[aria-current]').count()).toBe(0);
    }
    await page.getByRole('link', { name: 'Go to the start' }).click();
    await expectArrival(page, 'See every check work');
    await page.getByRole('link', { name: 'See every attack' }).click();
    await expectArrival(page, 'Compare');
    await page.getByRole('tab', { name: 'Every attack', selected: true }).waitFor();
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

/** Waits until a part begins: at its top, with the focus on its heading. */
async function expectArrival(page: Page, name: string): Promise<void> {
  const heading = page.getByRole('heading', { level: 1, name });
  await expect.poll(() => hasFocus(heading)).toBe(true);
  expect(await page.evaluate(() => scrollY)).toBe(0);
}

async function isOpen(button: Locator): Promise<boolean> {
  return (await button.getAttribute('aria-expanded')) === 'true';
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

function focusIsIn(place: Locator): Promise<boolean> {
  return place.evaluate((element) => element.contains(document.activeElement));
}
