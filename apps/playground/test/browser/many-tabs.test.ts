import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { withBrowser } from './harness.ts';

// More than a browser has connections to one server.
const MORE = 8;
const PLACE = '/request?framework=koa&operation=whoami';

withBrowser('many tabs of one browser', (tools) => {
  test('all load and hear what happens, also when the one with the stream is closed', async () => {
    const first = await tools.open(PLACE);
    const streams = watchStreams(first);
    const tabs = [first];
    while (tabs.length < MORE) tabs.push(await openBeside(first));
    await send(tabs.at(-1) as Page);
    await expectRefusals(tabs, 1);
    expect(streams, 'besides that of the first').toEqual([]);

    await first.close();
    const [second, ...others] = tabs.slice(1) as [Page, ...Page[]];
    await send(second);
    await expectRefusals([second, ...others], 2);
    // A tab that comes later knows what was before it.
    await expectRefusals([await openBeside(second)], 2);
    expect(streams, 'in place of that of the first').toEqual(['/control/events']);
  });
});

/** Lists the streams that are opened in other tabs. That of this one may be on its way still. */
function watchStreams(tab: Page): readonly string[] {
  const streams: string[] = [];
  tab.context().on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    const isStream = pathname === '/control/events' && search === '';
    if (isStream && request.frame().page() !== tab) streams.push(pathname);
  });
  return streams;
}

async function openBeside(tab: Page): Promise<Page> {
  const page = await tab.context().newPage();
  await page.goto(PLACE);
  await page.getByRole('heading', { level: 1, name: 'Request' }).waitFor();
  return page;
}

async function send(tab: Page): Promise<void> {
  await tab.getByRole('radio', { name: 'None' }).check();
  await tab.getByRole('button', { name: 'Send', exact: true }).click();
  await tab.getByRole('heading', { name: 'Koa answered 401 Unauthorized' }).first().waitFor();
}

async function expectRefusals(tabs: readonly Page[], count: number): Promise<void> {
  for (const tab of tabs) {
    const log = tab.getByRole('complementary', { name: 'Log of the APIs' });
    const refusals = log.getByRole('listitem').filter({ hasText: 'missing_authorization' });
    await expect.poll(() => refusals.count()).toBe(count);
    expect(await log.getByText('The playground does not answer').count()).toBe(0);
  }
}
