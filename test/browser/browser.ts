import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';

/** Debian's; playwright-core brings none and downloads none. */
const CHROMIUM = '/usr/bin/chromium';

/** Like `describe`, and skipped where there is no Chromium; `test/left-out.cjs` says so at the end of the run. */
export const describeInChromium = existsSync(CHROMIUM) ? describe : describe.skip;

// A window takes a second or two to open, more where all cores are busy.
jest.setTimeout(30_000);

const SCREENSHOTS = join(__dirname, 'screenshots');

export const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

export interface Visit {
  readonly page: Page;
  /** What went wrong in the page, and every request that would have left the gateway. */
  readonly complaints: readonly string[];
}

export interface BrowserStage {
  /** Opens an address in a window without any history; only the address's own origin can be reached. */
  visit(url: string, size?: keyof typeof SIZES): Promise<Visit>;
}

export function chromiumStage(): BrowserStage {
  let browser: Browser | undefined;

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    });
  });
  afterAll(() => browser?.close());

  return {
    async visit(url, size = 'desktop') {
      if (!browser) throw new Error('The browser runs only during tests.');
      const context = await browser.newContext({ viewport: SIZES[size] });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      const complaints: string[] = [];
      page.on('pageerror', ({ message }) => complaints.push(message));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      await context.route('**', (route) => {
        const target = route.request().url();
        if (target.startsWith(new URL(url).origin)) return route.continue();
        complaints.push(`asks for ${target}`);
        return route.abort();
      });
      await page.goto(url);
      return { page, complaints };
    },
  };
}

/** Keeps what the window shows, for people to look at. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}
