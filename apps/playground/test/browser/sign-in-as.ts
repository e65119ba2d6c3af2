import type { Page } from 'playwright-core';

/** Signs in with the pages of the authorization server, from `/token`, and waits until the page has a token. */
export async function signInAs(page: Page, user: string): Promise<void> {
  const press = (name: string): Promise<void> =>
    page.getByRole('button', { name, exact: true }).click();
  await press('Sign in');
  await press(`Sign in as ${user}`);
  await press('Allow');
  const summary = page.getByRole('banner').getByRole('link', { name: new RegExp(`${user} ·`) });
  await summary.waitFor();
}
