import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityViolations } from './accessibility.js';
import { openBoard, saveBoardScreenshot } from './board-page.js';
import { type BrowserHarness, type PageVisit, SIZES } from './harness.js';

/** Each size and each colour scheme occurs in what axe examines; people look at all four. */
const LOOKS = [
  { size: 'desktop', colorScheme: 'dark', isExamined: false },
  { size: 'desktop', colorScheme: 'light', isExamined: true },
  { size: 'phone', colorScheme: 'light', isExamined: false },
  { size: 'phone', colorScheme: 'dark', isExamined: true },
] as const;

/** Opens the routes of the sandbox. */
export async function openRoutes(browser: BrowserHarness, gatewayUrl: string, query = ''): Promise<PageVisit> {
  const visit = await openBoard(browser, gatewayUrl, `/routes${query}`);
  await visit.page.getByText('HTTP floods').waitFor();
  return visit;
}

/** How far the content of an open dialog is wider than the dialog. */
const DIALOG_OVERFLOW =
  "Math.max(0, ...[...document.querySelectorAll('dialog[open]')].map((one) => one.scrollWidth - one.clientWidth))";

/** Holds a state of the view against axe and the width of the screen. */
export async function inspectRoutes(page: Page, state: string): Promise<void> {
  for (const { size, colorScheme, isExamined } of LOOKS) {
    if (!isExamined && !process.env['BOARD_SCREENSHOTS']) continue;
    const place = [state, size, colorScheme];
    /* oxlint-disable no-await-in-loop -- one window has one look at a time */
    await page.setViewportSize(SIZES[size]);
    await page.emulateMedia({ colorScheme });
    // The view learns of the new size with the next frame.
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => resolve()))');
    await saveBoardScreenshot(page, `routes-${place.join('-')}`);
    if (!isExamined) continue;
    expect([...place, ...(await accessibilityViolations(page))]).toEqual(place);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(SIZES[size].width);
    expect([...place, await page.evaluate<number>(DIALOG_OVERFLOW)]).toEqual([...place, 0]);
    /* oxlint-enable no-await-in-loop */
  }
  await page.setViewportSize(SIZES.desktop);
}
