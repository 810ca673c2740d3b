import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';

/** Debian's Chromium; playwright-core contains none and downloads none. */
const CHROMIUM = '/usr/bin/chromium';

/** Like `describe`, but skipped without a Chromium; `test/skipped-reporter.cjs` reports it at the end of the run. */
export const describeInChromium = existsSync(CHROMIUM) ? describe : describe.skip;

// The playground takes one or two seconds to open, and much longer when all cores are busy.
const BROWSER_TIMEOUT_MS = 40_000;

jest.setTimeout(2 * BROWSER_TIMEOUT_MS);

const SCREENSHOTS = join(__dirname, 'screenshots');

export const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

export interface PageVisit {
  readonly page: Page;
  /** Errors in the page, and every request that would have left the gateway. */
  readonly consoleErrors: readonly string[];
}

export interface BrowserHarness {
  /**
   * Opens a URL in a window of desktop size without history; only this machine can be reached.
   *
   * @param script runs before those of the page
   */
  visit(url: string, script?: string): Promise<PageVisit>;
}

/** @param flags for V8, such as `--jitless` */
export function useChromium(...flags: readonly string[]): BrowserHarness {
  let browser: Browser | undefined;

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        // No host name outside of this machine resolves. Routing each request would turn the cache off.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
        '--autoplay-policy=document-user-activation-required',
        `--js-flags=${flags.join(' ')}`,
      ],
    });
  });
  afterAll(() => browser?.close());

  return {
    async visit(url, script) {
      if (!browser) throw new Error('The browser runs only during tests.');
      const page = await browser.newPage({ viewport: SIZES.desktop, reducedMotion: 'reduce' });
      page.setDefaultTimeout(BROWSER_TIMEOUT_MS);
      const complaints: string[] = [];
      page.on('pageerror', ({ message }) => complaints.push(message));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('request', (request) => {
        const target = request.url();
        if (!/^(?:data|blob):/.test(target) && !target.startsWith(new URL(url).origin))
          complaints.push(`asks for ${target}`);
      });
      if (script !== undefined) await page.addInitScript(script);
      await page.goto(url);
      return { page, consoleErrors: complaints };
    },
  };
}

/** Saves a screenshot for people to look at. */
export async function saveScreenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}
