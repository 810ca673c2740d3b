import type { Page } from 'playwright-core';
import type { BrowserHarness, PageVisit } from './harness.js';

/** Opens a view of the board and waits until the gateway has sent the open incidents. */
export async function openBoard(browser: BrowserHarness, gatewayUrl: string, view = ''): Promise<PageVisit> {
  const visit = await browser.visit(`${gatewayUrl}/board${view}`);
  await waitUntilLive(visit.page);
  return visit;
}

export const waitUntilLive = (page: Page) => page.getByText(/Live by/).waitFor();

/** Where somebody who wants to look at the views has them written, with `BOARD_SCREENSHOTS=folder`. */
export async function saveBoardScreenshot(page: Page, name: string): Promise<void> {
  const folder = process.env['BOARD_SCREENSHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}
