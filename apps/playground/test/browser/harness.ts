import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import type { Playground } from '../playground.ts';
import { startPlayground } from '../playground.ts';
import { findChromium, whyNoChromium } from './find-chromium.mjs';

/** How somebody sees the page. */
export type View = Pick<BrowserContextOptions, 'viewport' | 'colorScheme' | 'reducedMotion'>;

/** A large window. */
export const WIDE: View = { viewport: { width: 1600, height: 1000 } };
/** A phone. */
export const NARROW: View = { viewport: { width: 360, height: 740 } };

/** What a test has. Its members are there while tests run, and not yet while they are declared. */
export interface BrowserTools {
  readonly playground: Playground;
  /**
   * Opens the page as a visitor who was never there before, and waits for its heading.
   *
   * @param path with the query: `/request?framework=koa`
   * @param view a wide window, light, without movement by default
   */
  open(path: string, view?: View): Promise<Page>;
}

// For machines that are busy; nothing here takes long by itself.
const LONGEST = 120_000;
const PATIENCE = 30_000;

/**
 * Declares tests that use the page in a Chromium. They share a playground and a browser; each page is
 * opened in a profile of its own. A test fails, too, if a script of the page failed, or if the browser complained.
 *
 * @param name of the group of tests
 */
export function withBrowser(name: string, declareTests: (tools: BrowserTools) => void): void {
  describe(name, { timeout: LONGEST }, () => {
    let playground: Playground;
    let browser: Browser;
    let contexts: BrowserContext[] = [];
    let troubles: string[] = [];

    beforeAll(async () => {
      [playground, browser] = await Promise.all([startPlayground(), launchChromium()]);
    }, LONGEST);
    afterEach(async () => {
      const [opened, seen] = [contexts, troubles];
      [contexts, troubles] = [[], []];
      await Promise.all(opened.map((context) => context.close()));
      expect(seen, 'what went wrong in the page').toEqual([]);
    }, LONGEST);
    afterAll(async () => {
      await Promise.all([browser?.close(), playground?.child.stop()]);
    }, LONGEST);

    declareTests({
      get playground(): Playground {
        return playground;
      },
      async open(path: string, view: View = {}): Promise<Page> {
        const context = await browser.newContext({ ...USUAL, ...view, baseURL: playground.page });
        contexts.push(context);
        context.setDefaultTimeout(PATIENCE);
        watch(context, troubles);
        const page = await context.newPage();
        await page.goto(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        return page;
      },
    });
  });
}

const USUAL: BrowserContextOptions = {
  ...WIDE,
  colorScheme: 'light',
  reducedMotion: 'reduce',
  locale: 'en-GB',
  permissions: ['clipboard-read', 'clipboard-write'],
};

function launchChromium(): Promise<Browser> {
  const executablePath = findChromium(process.env);
  if (executablePath === undefined) throw new Error(whyNoChromium(process.env));
  // Playwright's own choice is no sandbox: it shows nothing but the playground's page, and root cannot have one.
  return chromium.launch({ executablePath, args: ['--disable-gpu', '--disable-quic'] });
}

/** Collects what must not happen. What violates the Content-Security-Policy is among what the console says. */
function watch(context: BrowserContext, troubles: string[]): void {
  context.on('weberror', (problem) => troubles.push(`not caught: ${problem.error().message}`));
  context.on('console', (message) => {
    const isTrouble = message.type() === 'error' && !REFUSED_OR_UNREACHABLE.test(message.text());
    if (isTrouble) troubles.push(message.text());
  });
}

// Refused requests are what the playground is for, and servers that are off.
const REFUSED_OR_UNREACHABLE = /^Failed to load resource: /;
