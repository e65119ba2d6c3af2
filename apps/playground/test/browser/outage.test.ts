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
    await panel.getByRole('button', { name: 'Switch off' }).click();
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
    await page.getByRole('button', { name: 'Send now' }).click();
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
