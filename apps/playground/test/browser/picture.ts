import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const FOLDER = fileURLToPath(new URL('../../test-pictures/', import.meta.url));

/**
 * Takes a picture of the whole page, for people to look at, into `apps/playground/test-pictures`: where
 * `HOLDFAST_PICTURES=1` asks for it.
 *
 * @param name of the file, without an ending
 */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env['HOLDFAST_PICTURES'] !== '1') return;
  // Else the heading that stays in view is wherever one had scrolled to.
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: `${FOLDER}${name}.png`, fullPage: true });
}
