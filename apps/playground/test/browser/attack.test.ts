import { expect, test } from 'vitest';
import { ATTACKS } from '../../web/attack/attacks.ts';
import { expectAccessible, expectNoSideScroll } from './expectations.ts';
import { NARROW, WIDE, withBrowser } from './harness.ts';
import { picture } from './picture.ts';

withBrowser('the part Attack', (tools) => {
  test('tries an attack, says that it was refused as it must be, and shows the calls', async () => {
    const page = await tools.open('/attack');
    const card = page.getByRole('article', { name: 'Replay the proof' });
    await card.getByRole('button', { name: 'Try it: Replay the proof' }).click();
    await card.getByText('Refused as it must be: 401 invalid_dpop_proof, replayed.').waitFor();
    expect(new URL(page.url()).pathname).toBe('/attack/replay');

    await card.getByRole('button', { name: 'Show the 2 calls' }).click();
    const attack = card.getByRole('region', { name: 'The attack' });
    await attack.getByText('401 Unauthorized').waitFor();
    await card.getByRole('region', { name: 'A good request before it' }).waitFor();
    expect(page.url()).not.toContain('eyJ');
    await expectAccessible(page);
    await picture(page, 'attack');
  });

  test('opens an address with its attack in view and focus, and does not run it', async () => {
    const page = await tools.open('/attack/missing-step-up?framework=koa', NARROW);
    const card = page.getByRole('article', { name: 'No second factor' });
    await expect
      .poll(() => card.evaluate((element) => element === document.activeElement))
      .toBe(true);
    const { y = -1 } = (await card.boundingBox()) ?? {};
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(NARROW.viewport?.height ?? 0);
    await page.getByText(`0 of ${ATTACKS.length} tried`).waitFor();
    expect(await page.getByRole('radio', { name: 'Koa' }).isChecked()).toBe(true);
    await expectNoSideScroll(page);
  });

  test('says so where an address names no attack, or no framework', async () => {
    const page = await tools.open('/attack/nothing?framework=none');
    await page.getByRole('alert').getByText('There is no such attack').waitFor();
    await page.getByRole('alert').getByText('There is no such framework').waitFor();
  });

  test('tries all of them by the keyboard, on the framework that is chosen', async () => {
    const page = await tools.open('/attack', WIDE);
    await page.getByRole('radio', { name: 'Express' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => new URL(page.url()).search).toBe('?framework=koa');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const { length } = ATTACKS;
    await page.getByText(`${length} of ${length} tried, 0 wrong`).first().waitFor(PATIENTLY);
    await expectAccessible(page);
  });

  test('tells what does not answer from what could not be tried', async () => {
    const page = await tools.open('/attack?framework=hono');
    await page.route(`${tools.playground.hono}/**`, (route) => route.abort());
    await page.route(`${tools.playground.issuer}/**`, (route) => route.abort());
    await page.getByRole('button', { name: 'Try it: No credentials' }).click();
    const card = page.getByRole('article', { name: 'No credentials' });
    await card.getByText('Wrong: Hono does not answer.').waitFor();

    await page.getByRole('button', { name: 'Try it: Replay the proof' }).click();
    const untried = page.getByRole('article', { name: 'Replay the proof' });
    await untried.getByText('Could not be tried: The authorization server does not').waitFor();
    const tally = `1 of ${ATTACKS.length} tried, 1 wrong, 1 could not be tried`;
    await page.getByText(tally).first().waitFor();
    await expectAccessible(page);

    await untried.getByRole('link', { name: 'switched off' }).click();
    await page.getByRole('heading', { level: 1, name: 'Outage' }).waitFor();
    await page.goBack();
    await page.getByText(tally).first().waitFor();
  });
});

// Some attacks make RSA keys, which takes its time.
const PATIENTLY = { timeout: 60_000 };
