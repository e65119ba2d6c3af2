import type { AxeResults } from 'axe-core';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** A rule that is violated, and where. */
interface Finding {
  readonly rule: string;
  readonly impact: string;
  readonly where: readonly string[];
}

/** Fails if axe-core has a serious or critical finding; the lesser ones are told along with it. */
export async function expectAccessible(page: Page): Promise<void> {
  // Not by a script element: the page's Content-Security-Policy forbids it, as it should.
  await page.evaluate(axe.source);
  const findings = await page.evaluate(async (): Promise<Finding[]> => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
    const { violations } = await axe.run();
    return violations.map(({ id, impact, nodes }) => ({
      rule: id,
      impact: impact ?? 'minor',
      where: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`),
    }));
  });
  const serious = findings.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious, `all that axe-core found: ${JSON.stringify(findings, null, 2)}`).toEqual([]);
}

/** Fails if the page is wider than its window. */
export async function expectNoSideScroll(page: Page): Promise<void> {
  const tooWide = await page.evaluate((): string[] => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const elements = [...document.querySelectorAll('main *')];
    return [
      `${scrollWidth} px wide in a window of ${clientWidth} px`,
      ...elements
        .filter((element) => element.getBoundingClientRect().right > clientWidth)
        .map((element) => element.outerHTML.slice(0, 100)),
    ];
  });
  expect(tooWide, 'what sticks out').toEqual([]);
}
