import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { liveGateways } from '../server/harness.js';
import { accessibilityViolations } from './accessibility.js';
import {
  button,
  OPEN_BOARD,
  openBoard,
  rowOf,
  saveBoardScreenshot,
  triggerAtPagerDuty,
  waitUntilLive,
} from './board-page.js';
import { describeInChromium, SIZES, useChromium } from './harness.js';

/** What shows that a view is complete. */
const READY = {
  now: (page: Page) => page.getByText('are called').first().waitFor(),
  incident: (page: Page) => page.getByText('Escalated to Henrik Dahl').waitFor(),
};

const VIEWS = [
  ['now', ''],
  ['incident', '/incidents/1256'],
] as const;

/** Reports in the console that the page has made its AudioContext. */
const REPORTS_AUDIO = `globalThis.AudioContext = class extends AudioContext {
  constructor() {
    super();
    console.warn('AudioContext was made');
  }
};`;

/** Chromium reports that it did not start. */
const isReport = (text: string) => text.includes('AudioContext was');

const overflowsSideways = (page: Page) =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');

describeInChromium('the board for everybody', () => {
  const browser = useChromium();
  const stage = liveGateways();

  test.each(VIEWS)('%s has no accessibility violation and fits, on each screen, light and dark', async (name, path) => {
    const { url } = await stage.open(OPEN_BOARD);
    const { page, consoleErrors } = await openBoard(browser, url, path);
    await READY[name](page);
    if (name === 'incident') await button(page, 'Reassign…').click();
    for (const [size, colorScheme] of [
      ['desktop', 'light'],
      ['desktop', 'dark'],
      ['phone', 'light'],
      ['phone', 'dark'],
    ] as const) {
      /* oxlint-disable no-await-in-loop -- one window */
      await page.setViewportSize(SIZES[size]);
      await page.emulateMedia({ colorScheme });
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await overflowsSideways(page)).toBe(false);
      await saveBoardScreenshot(page, `${name}-${size}-${colorScheme}`);
      /* oxlint-enable no-await-in-loop */
    }
    expect(consoleErrors).toEqual([]);
  });

  test.each(['light', 'dark'] as const)(
    'has no violation without a connection and without a token, %s',
    async (scheme) => {
      const { url } = await stage.open(OPEN_BOARD);
      const { page } = await openBoard(browser, url);
      await page.emulateMedia({ colorScheme: scheme });
      await page.context().setOffline(true);
      await page.getByText('Disconnected since').waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      await saveBoardScreenshot(page, `disconnected-${scheme}`);
      await page.context().setOffline(false);
      await button(page, 'Sign in').click();
      await page.getByLabel('Token').waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      await saveBoardScreenshot(page, `token-${scheme}`);
      await button(page, 'Go on without a token').click();
      await rowOf(page, 'Refund queue not draining').waitFor();
    },
  );

  test('keeps the filters in the address, so that a link shows the same list', async () => {
    const { url } = await stage.open(OPEN_BOARD);
    const { page } = await openBoard(browser, url);
    await page.getByText('Filters and sound').click();
    await page.getByLabel('Urgency').selectOption('High');
    await page.getByLabel('Service').selectOption('Payments Gateway');
    await rowOf(page, 'Cabin holds are not released').waitFor({ state: 'detached' });
    const { page: other } = await openBoard(browser, page.url().replace(/\/board.*/, ''), new URL(page.url()).search);
    await rowOf(other, 'Card payments failing').waitFor();
    expect(await other.locator('.now-row').count()).toBe(2);
  });

  test('never looks calm because of its filters, and keeps the other settings without them', async () => {
    const { url } = await stage.open(OPEN_BOARD);
    const { page } = await openBoard(browser, url, '?count=on&service=PNOPE');
    await page.getByText(/^The filters hide every open incident \(\d+\)\.$/).waitFor();
    expect(await page.getByText('✓').count()).toBe(0);
    await page.getByText('Filters and sound').click();
    await button(page, 'Show all').click();
    await rowOf(page, 'Refund queue not draining').waitFor();
    expect(new URL(page.url()).search).toBe('?count=on');
  });

  test('shows the newest urgent incident without acknowledgement first', async () => {
    const { url } = await stage.open(OPEN_BOARD);
    const { page } = await openBoard(browser, url);
    const titles = await page.locator('.now-row h3').allTextContents();
    expect(titles.slice(0, 4)).toEqual([
      'Refund queue not draining',
      'Cabin holds are not released',
      'Origin errors above 2 % in Frankfurt',
      'Card payments failing for two issuers',
    ]);
  });

  test('shows the account that the address names, also in its links', async () => {
    const { url } = await stage.open(OPEN_BOARD, { secondAccount: true });
    const { page } = await openBoard(browser, url);
    await page.getByLabel('Account').selectOption('second');
    await waitUntilLive(page);
    expect(new URL(page.url()).search).toBe('?account=second');
    await rowOf(page, 'Refund queue not draining').getByRole('link').click();
    await page.getByText('Changes are made in account second').waitFor();
    expect(new URL(page.url()).search).toBe('?account=second');
  });

  test('keeps both accounts from view to view, and names those between which the routes lead', async () => {
    const { url } = await stage.open(OPEN_BOARD, { secondAccount: true });
    const { page } = await openBoard(browser, url, '/routes?cloudflare=main&account=second');
    await page.getByText('to PagerDuty account second alone').waitFor();
    await page.getByRole('link', { name: 'Now' }).click();
    await rowOf(page, 'Refund queue not draining').waitFor();
    await page.getByRole('link', { name: 'Routes' }).click();
    await page.getByText('HTTP floods').waitFor();
    const { search } = new URL(page.url());
    expect(Object.fromEntries(new URLSearchParams(search))).toEqual({ account: 'second', cloudflare: 'main' });
  });

  test('states that a sound waits for a first click, and no longer after it', async () => {
    const { url } = await stage.open(OPEN_BOARD);
    const { page, consoleErrors } = await browser.visit(`${url}/board?sound=on`, REPORTS_AUDIO);
    // Playwright looks into a page with a user gesture, after which Chromium plays sounds.
    while (!consoleErrors.some(isReport)) await setTimeout(20);
    await page.getByText('Your browser makes the sound after a first click').waitFor();
    await page.getByText('Filters and sound').click();
    await page.getByText('Your browser makes the sound after a first click').waitFor({ state: 'detached' });
    expect(await page.getByLabel('Sound for urgent incidents').isChecked()).toBe(true);
    expect(consoleErrors.filter((text) => !isReport(text))).toEqual([]);
  });

  test('writes a title from right to left if its language does', async () => {
    const { url } = await stage.open(OPEN_BOARD);
    await triggerAtPagerDuty(stage.sandbox(), 'השרת בחיפה לא מגיב');
    const { page } = await openBoard(browser, url);
    await page.getByRole('heading', { name: 'השרת בחיפה לא מגיב' }).waitFor();
    const directions = `[...document.querySelectorAll('.now-row h3')].map((title) => getComputedStyle(title).direction)`;
    expect(new Set(await page.evaluate<string[]>(directions))).toEqual(new Set(['ltr', 'rtl']));
  });
});
