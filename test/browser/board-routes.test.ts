import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sandboxGateway } from '../operations/sandbox-gateway.js';
import { inspectRoutes, openRoutes } from './board-routes-inspection.js';
import { describeInChromium, SIZES, useChromium } from './harness.js';

const card = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

describeInChromium('the routes of the board', () => {
  const browser = useChromium();
  const stage = sandboxGateway();
  const open = (query = '') => openRoutes(browser, stage.url, query);

  test('lead from a policy to the users on call, and show where they end before', async () => {
    const { page, consoleErrors } = await open();
    expect(await card(page, 'Unhealthy pools page Platform').innerText()).toContain('load_balancing_health_alert');
    expect(await page.getByText('Leads to destinations: Website Edge, Origin Watch (old).').count()).toBe(1);
    expect(await card(page, 'Escalates by Platform On-Call').innerText()).toMatch(/Website Edge[^]*Samuel Okafor/);
    expect(await card(page, 'Origin Watch (old)').last().innerText()).toContain('No PagerDuty service has this name.');
    expect(await page.locator('svg g').count()).toBe(9);
    expect(await page.locator('.routes-cross').count()).toBe(1);
    await inspectRoutes(page, 'drawn');
    expect(consoleErrors).toEqual([]);
  });

  test('are nested lists on a phone', async () => {
    const { page } = await open();
    await page.setViewportSize(SIZES.phone);
    const policy = page.getByRole('listitem').filter({ hasText: 'Origin errors on checkout' }).first();
    const destination = policy.getByRole('listitem').filter({ hasText: 'Destination' }).first();
    await destination.getByRole('listitem').filter({ hasText: 'Priya Raman' }).first().waitFor();
    expect(await page.locator('svg g').count()).toBe(0);
  });

  test('are filtered by the address, which the filter changes', async () => {
    const { page } = await open('?gaps=only');
    await page.getByText('2 of 4 policies').waitFor();
    expect(await card(page, 'Certificates in chat').innerText()).toContain('Silenced: it notifies nobody until ');
    expect(await page.getByText('Origin errors on checkout').count()).toBe(0);
    await page.getByLabel('Only gaps').uncheck();
    await page.getByLabel('Search').fill('priya');
    await page.getByText('1 of 4 policies, 1 of 3 destinations, 1 of 2 services').waitFor();
    expect(new URL(page.url()).search).toBe('?q=priya');
    await page.reload();
    await page.getByText('Origin errors on checkout').waitFor();
    expect(await page.getByText('HTTP floods').count()).toBe(0);
    await page.getByLabel('Search').fill('nothing like it');
    await page.getByText('No route matches the filter.').waitFor();
    await inspectRoutes(page, 'no-match');
  });
});
