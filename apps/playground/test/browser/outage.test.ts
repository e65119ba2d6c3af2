import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { SCENARIOS } from '../../web/outage/scenarios.ts';
import { expectAccessible, expectNoSideScroll } from './expectations.ts';
import { NARROW, WIDE, withBrowser } from './harness.ts';
import { picture } from './picture.ts';

withBrowser('outage', (tools) => {
  test('switches the authorization server off and on', async () => {
    const page = await tools.open('/outage');
    const panel = page.getByRole('region', { name: 'Authorization server' });
    await panel.getByText('● on').waitFor();
    const release = await holdPosts(page, '/control/authorization-server');
    await panel.getByRole('button', { name: 'Switch off' }).click();
    await expectBusy(panel.getByRole('button', { name: 'Switching off' }));
    release();
    await panel.getByText('○ off').waitFor();
    await expect(fetch(tools.playground.issuer)).rejects.toThrow();
    await panel.getByRole('button', { name: 'Switch on' }).click();
    await panel.getByText('● on').waitFor();
    expect((await fetch(`${tools.playground.issuer}/jwks`)).status).toBe(200);
  });

  test('rotates the keys and removes one, and the focus stays near', async () => {
    const page = await tools.open('/outage');
    const keys = page.getByRole('table', { name: 'Keys that it publishes' }).getByRole('row');
    await keys.nth(1).waitFor();
    const before = await keys.count();
    await page.getByRole('button', { name: 'New signing key' }).click();
    await expect.poll(() => keys.count()).toBe(before + 1);
    expect(await keys.nth(1).textContent()).toContain('signs');
    expect(await keys.nth(2).textContent()).toContain('published');

    await keys.nth(2).getByRole('button', { name: 'Remove' }).click();
    await expect.poll(() => keys.count()).toBe(before);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toBe('New signing key');
    await page.getByRole('table', { name: 'What happened' }).getByText('removed key').waitFor();
  });

  test('sends to all APIs while the server is off, until it is on again', async () => {
    const page = await tools.open('/outage');
    const answers = page.getByRole('table', { name: 'Answers' });
    const release = await holdPosts(page, '/control/tokens');
    await page.getByRole('button', { name: 'Send now' }).click();
    await expectBusy(page.getByRole('button', { name: 'Sending' }));
    release();
    await expect.poll(() => answers.getByText('200').count()).toBe(8);

    await page.getByRole('button', { name: 'Switch off' }).click();
    await page.getByText('○ off').waitFor();
    await page.getByRole('button', { name: 'New signing key' }).click();
    const repeat = page.getByRole('switch', { name: 'Keep sending every second' });
    await repeat.click();
    await expect.poll(() => answers.getByText('503').count()).toBe(4);
    await expect.poll(() => answers.getByText(', retry after 1 s').count()).toBe(4);
    await expect.poll(() => answers.getByText('200').count()).toBe(4);

    await page.getByRole('button', { name: 'Switch on' }).click();
    await expect.poll(() => answers.getByText('200').count()).toBe(8);
    await repeat.click();
    expect(await repeat.isChecked()).toBe(false);

    // With reasons of refusals in it, there is least room.
    await page.setViewportSize({ width: 360, height: 740 });
    await expectWholeWords(page.getByRole('table', { name: 'What happened' }));
  });

  test.each(SCENARIOS)('$id comes as it must', async ({ id, title, steps }) => {
    const page = await tools.open('/outage');
    await page.getByRole('tab', { name: title }).click();
    expect(new URL(page.url()).searchParams.get('scenario')).toBe(id);
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByText('All came as it must.').waitFor();
    const panel = page.getByRole('tabpanel', { name: title });
    expect(await panel.getByText('✓').count()).toBe(steps.length);
    await picture(page, `outage-${id}`);
  });

  test('opens the scenario of the address, and does not play it', async () => {
    const page = await tools.open('/outage?scenario=removed-key');
    const tab = page.getByRole('tab', { name: 'A removed key' });
    expect(await tab.getAttribute('aria-selected')).toBe('true');
    expect(await page.getByRole('tabpanel').getByText('✓').count()).toBe(0);

    const unknown = page.getByRole('alert').getByText('There is no such scenario');
    expect(await unknown.count()).toBe(0);
    await page.goto('/outage?scenario=nope');
    await unknown.waitFor();
    await tab.click();
    await unknown.waitFor({ state: 'detached' });
  });

  test.each([
    { id: 'wide-light', view: { ...WIDE, colorScheme: 'light' as const } },
    { id: 'narrow-dark', view: { ...NARROW, colorScheme: 'dark' as const } },
  ])('is good to look at with everything in it: $id', async ({ id, view }) => {
    const page = await tools.open('/outage', view);
    await page.getByRole('button', { name: 'Send now' }).click();
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByText('All came as it must.').waitFor();
    await expectNoSideScroll(page);
    await expectAccessible(page);
    await picture(page, `outage-${id}`);
  });

  test('says when the playground is gone', async () => {
    const page = await tools.open('/outage');
    await page.getByText('● on').waitFor();
    await tools.playground.child.stop();
    await page.getByRole('button', { name: 'Switch off' }).click();
    const panel = page.getByRole('region', { name: 'Authorization server' });
    await panel.getByRole('alert').getByText('The playground does not answer').waitFor();
  });
});

/** Holds what the page posts to a path back, until the function is called that it resolves to. */
async function holdPosts(page: Page, path: string): Promise<() => void> {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(`**${path}`, async (route) => {
    if (route.request().method() === 'POST') await released;
    await route.continue();
  });
  return release;
}

async function expectBusy(button: Locator): Promise<void> {
  await button.waitFor();
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  // A disabled button would have lost it.
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
}

/** Fails if a word goes over the end of a line. */
async function expectWholeWords(within: Locator): Promise<void> {
  const broken = await within.evaluate((element): string[] => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (texts.nextNode()) {
      const text = texts.currentNode;
      for (const { 0: word, index } of (text.textContent ?? '').matchAll(/[\w,]+/g)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        if (range.getClientRects().length > 1) found.push(word);
      }
    }
    return found;
  });
  expect(broken, 'words in two lines').toEqual([]);
}
