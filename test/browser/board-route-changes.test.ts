import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sandboxGateway } from '../operations/sandbox-gateway.js';
import { inspectRoutes, openRoutes } from './board-routes-inspection.js';
import { describeInChromium, useChromium } from './harness.js';

const dialog = (page: Page) => page.getByRole('dialog');
const button = (page: Page, name: string) => page.getByRole('button', { name });

async function openDeletion(page: Page): Promise<void> {
  await button(page, 'Delete all destinations…').click();
  await dialog(page).getByText('2 policies would fall silent').waitFor();
}

describeInChromium('the destinations', () => {
  const browser = useChromium();
  const stage = sandboxGateway();
  const open = () => openRoutes(browser, stage.url);
  const deleteCalls = () => stage.sent.filter(({ method }) => method === 'DELETE');

  test('are deleted with the keyboard alone, after what falls silent was shown and confirmed', async () => {
    const { page, consoleErrors } = await open();
    await button(page, 'Delete all destinations…').focus();
    await page.keyboard.press('Enter');
    const silent = dialog(page).locator('section').filter({ hasText: '2 policies would fall silent' });
    await silent.getByText('Unhealthy pools page Platform').waitFor();
    expect(await silent.getByText('HTTP floods').count()).toBe(1);
    expect(await silent.getByText('Origin errors on checkout').count()).toBe(0);
    await dialog(page).getByText('Cloudflare deletes every destination: 3').waitFor();
    await dialog(page).getByText('Changes Cloudflare account main (5a4db0c5').waitFor();
    await inspectRoutes(page, 'delete');
    await page.keyboard.press('Tab');
    await page.keyboard.type('mian');
    await page.keyboard.press('Enter');
    await dialog(page).getByText('Type the key of the account exactly: main. Nothing was deleted.').waitFor();
    expect(deleteCalls()).toEqual([]);
    await dialog(page).getByRole('textbox').press('Control+a');
    await page.keyboard.type('main');
    await page.keyboard.press('Enter');
    await dialog(page).getByText('Cloudflare deleted 3 destinations:').waitFor();
    expect(await dialog(page).getByText('Origin Watch (old)').count()).toBe(1);
    await inspectRoutes(page, 'deleted');
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    await page.getByText('Delivers to nobody: it has no destination.').first().waitFor();
    expect(await page.getByText('0 destinations').count()).toBe(1);
    expect(deleteCalls()).toHaveLength(1);
    expect(consoleErrors).toEqual([]);
  });

  test('stay if one was added since the preview, and the new list must be confirmed', async () => {
    const { page } = await open();
    await openDeletion(page);
    await connectService(stage, 'Ticket Delivery');
    await dialog(page).getByRole('textbox').fill('main');
    await dialog(page).getByRole('button', { name: 'Delete all destinations' }).click();
    await dialog(page).getByText('CONFIRMATION_REQUIRED').waitFor();
    await dialog(page).getByText('Nothing was deleted.').waitFor();
    await inspectRoutes(page, 'delete-changed');
    expect(deleteCalls()).toEqual([]);
    await button(page, 'Show what would be deleted now').click();
    await dialog(page).getByText('Cloudflare deletes every destination: 4').waitFor();
  });

  test('stay if Cloudflare refuses, and the error has words, a code and a request id', async () => {
    const { page } = await open();
    await openDeletion(page);
    stage.sandbox.control.cloudflare.addFault({ kind: 'down', method: 'DELETE' });
    await dialog(page).getByRole('textbox').fill('main');
    await dialog(page).getByRole('button', { name: 'Delete all destinations' }).click();
    const error = dialog(page).getByRole('alert');
    await error.getByText('UPSTREAM_UNAVAILABLE').waitFor();
    expect(await error.innerText()).toMatch(/request \S{8}/);
    await inspectRoutes(page, 'delete-failed');
    await button(page, 'Check which destinations exist').click();
    await dialog(page).getByText('Cloudflare deletes every destination: 3').waitFor();
    await button(page, 'Cancel').click();
    expect(await page.locator(':focus').innerText()).toBe('Delete all destinations…');
  });

  test('are connected after a person has signed in', async () => {
    const { page, consoleErrors } = await open();
    await button(page, 'Connect destinations…').click();
    await button(page, 'Get the sign-in page').click();
    const link = dialog(page).getByRole('link', { name: 'Sign in to PagerDuty, and select the services' });
    await inspectRoutes(page, 'connect');
    await button(page, 'Connect the services').click();
    await dialog(page).getByText('CONNECT_TOKEN_REJECTED').waitFor();
    expect(await dialog(page).getByRole('alert').innerText()).toMatch(/Cloudflare request [\da-f]{16}-OSL/);
    expect(await link.getAttribute('target')).toBe('_blank');
    // In another window, because a page behind another one may stand still.
    const { page: signIn } = await browser.visit((await link.getAttribute('href')) ?? '');
    await signIn.getByLabel('Ticket Delivery').check();
    await signIn.getByRole('button').click();
    await signIn.close();
    await button(page, 'Connect the services').click();
    await dialog(page).getByText('Connected 1 destination:').waitFor();
    await page.getByText('4 destinations').waitFor({ state: 'attached' });
    expect(await dialog(page).getByText('Connected 1 destination:').count()).toBe(1);
    await inspectRoutes(page, 'connected');
    await button(page, 'Close').click();
    await page.getByText('No policy delivers to it.').waitFor();
    expect(consoleErrors).toEqual([]);
  });

  test('may be connected if the response was lost, and what to check is named', async () => {
    const { page } = await open();
    await button(page, 'Connect destinations…').click();
    await button(page, 'Get the sign-in page').click();
    await button(page, 'Connect the services').waitFor();
    const path = '/client/v4/accounts/5a4db0c55a4db0c55a4db0c55a4db0c5/alerting/v3/destinations/pagerduty/connect/';
    stage.sandbox.control.cloudflare.addFault({ kind: 'lost-502', path });
    await button(page, 'Connect the services').click();
    await dialog(page).getByText('It is unknown whether the change was made.').waitFor();
    await inspectRoutes(page, 'connect-unknown');
  });
});

/** Connects one service as another person would. */
async function connectService({ api }: ReturnType<typeof sandboxGateway>, name: string): Promise<void> {
  const { token, consentUrl } = await api.createConnectToken();
  if (!token || !consentUrl) throw new Error('The sandbox creates a token.');
  await fetch(new URL('/consent', consentUrl), { method: 'POST', body: new URLSearchParams({ token, service: name }) });
  await api.connectPagerDuty({ token });
}

describeInChromium('a caller who may only read', () => {
  const browser = useChromium();
  const stage = sandboxGateway({ ANONYMOUS_SCOPES: 'DESTINATIONS_READ,INCIDENTS_READ' });

  test('sees the routes without a button that would fail', async () => {
    const { page } = await openRoutes(browser, stage.url);
    expect(await page.getByRole('main').getByRole('button').allInnerTexts()).toEqual(['Read now']);
    await inspectRoutes(page, 'read-only');
  });
});
