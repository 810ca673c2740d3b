import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { ALL_SCOPES } from '../server/harness.js';
import type { BrowserHarness, PageVisit } from './harness.js';

export const ACTOR = 'tomasz.wilk@example.com';

/** A live gateway whose board needs no token. */
export const OPEN_BOARD = { UPSTREAMS: 'live', BOARD: 'on', ANONYMOUS_SCOPES: ALL_SCOPES };

/** Opens a view of the board and waits until the gateway has sent the open incidents. */
export async function openBoard(browser: BrowserHarness, gatewayUrl: string, view = ''): Promise<PageVisit> {
  const visit = await browser.visit(`${gatewayUrl}/board${view}`);
  await waitUntilLive(visit.page);
  return visit;
}

export const waitUntilLive = (page: Page) => page.getByText(/Live by/).waitFor();

/** The row of an incident in the list. */
export const rowOf = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title });

export const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });

/** Makes changes in the name of a person from now on. */
export async function actAs(page: Page, name: string): Promise<void> {
  await button(page, 'Change the name').click();
  const picker = page.getByLabel('In the name of');
  await picker.getByRole('option', { name: new RegExp(name) }).waitFor({ state: 'attached' });
  await picker.selectOption({ label: `${name} (${name.toLowerCase().replace(' ', '.')}@example.com)` });
  await button(page, 'Close').click();
}

/** Triggers an incident at PagerDuty, beside the gateway. */
export async function triggerAtPagerDuty({ pagerduty }: Sandbox, title: string, serviceId = 'PSVC001'): Promise<void> {
  const { baseUrl, apiToken, from } = pagerduty;
  const incident = { type: 'incident', title, service: { id: serviceId, type: 'service_reference' } };
  const { status } = await fetch(`${baseUrl}/incidents`, {
    method: 'POST',
    headers: { authorization: `Token token=${apiToken}`, from, 'content-type': 'application/json' },
    body: JSON.stringify({ incident }),
  });
  expect(status).toBe(201);
}

/** Where somebody who wants to look at the views has them written, with `BOARD_SCREENSHOTS=folder`. */
export async function saveBoardScreenshot(page: Page, name: string): Promise<void> {
  const folder = process.env['BOARD_SCREENSHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}
