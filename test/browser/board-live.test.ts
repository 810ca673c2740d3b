import type { AddressInfo } from 'node:net';
import { afterEach, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { jwtIssuer } from '../server/auth/jwt-issuer.js';
import { liveGateways } from '../server/harness.js';
import { OPEN_BOARD, openBoard, rowOf, triggerAtPagerDuty, waitUntilLive } from './board-page.js';
import { describeInChromium, useChromium } from './harness.js';
import { prefixProxy } from './prefix-proxy.js';

const SECRET = 'the-secret-of-the-subscription';
const WITH_WEBHOOKS = { accountOverrides: { webhookSecrets: [SECRET] } };

/** Resolves when the title begins with a text. */
const waitForTitle = (page: Page, text: string) =>
  page.evaluate(`new Promise((resolve) => {
    const check = () => document.title.startsWith(${JSON.stringify(text)}) && resolve();
    new MutationObserver(check).observe(document.querySelector('title'), { childList: true });
    check();
  })`);
const disconnected = (page: Page) => page.getByText('Disconnected since');

describeInChromium('the live list of the board', () => {
  const browser = useChromium();
  const stage = liveGateways();
  const issuer = jwtIssuer();

  afterEach(() => void jest.useRealTimers());

  test('shows an incident within 2 s of its trigger at PagerDuty, and announces it', async () => {
    const { url } = await stage.open(OPEN_BOARD, WITH_WEBHOOKS);
    stage.sandbox().subscribe({ url: `${url}/webhooks/pagerduty/main`, secret: SECRET });
    const { page, consoleErrors } = await openBoard(browser, url, '?count=on');
    await waitForTitle(page, '(6) ');
    await triggerAtPagerDuty(stage.sandbox(), 'Fog over the port');
    await rowOf(page, 'Fog over the port').waitFor({ timeout: 2_000 });
    await waitForTitle(page, '(7) ');
    const announced = await page.locator('[role=status]').allTextContents();
    expect(announced.join(' ')).toContain('New incident, high urgency, Booking API: Fog over the port');
    expect(consoleErrors).toEqual([]);
  });

  test('shows its first incident within 1 s of the request for the page', async () => {
    const { url } = await stage.open(OPEN_BOARD);
    await openBoard(browser, url);
    const waits: number[] = [];
    for (let visit = 0; visit < 5; visit += 1) {
      /* oxlint-disable no-await-in-loop -- visits at one time would delay each other */
      const { page } = await browser.visit('about:blank');
      const startedAt = performance.now();
      await page.goto(`${url}/board`);
      await rowOf(page, 'Refund queue not draining').waitFor();
      waits.push(performance.now() - startedAt);
      await page.close();
      /* oxlint-enable no-await-in-loop */
    }
    // Another test that starts meanwhile may delay one visit.
    expect(waits.toSorted((a, b) => a - b)[2]).toBeLessThan(1_000);
  });

  test('states since when it is disconnected, keeps the list, and catches up when the network is back', async () => {
    const { url } = await stage.open(OPEN_BOARD);
    const { page } = await openBoard(browser, url);
    await page.context().setOffline(true);
    await disconnected(page).waitFor();
    expect(await rowOf(page, 'Refund queue not draining').isVisible()).toBe(true);
    await triggerAtPagerDuty(stage.sandbox(), 'Triggered in a tunnel');
    await page.context().setOffline(false);
    await waitUntilLive(page);
    await rowOf(page, 'Triggered in a tunnel').waitFor();
    expect(await disconnected(page).count()).toBe(0);
  });

  test('comes back by itself after a restart of the gateway, behind a path prefix', async () => {
    let target = await stage.open(OPEN_BOARD);
    const proxy = prefixProxy('/ops', () => target.url);
    await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
    try {
      const { page } = await openBoard(browser, `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/ops`);
      await target.gateway.stop();
      await disconnected(page).waitFor();
      target = await stage.open(OPEN_BOARD);
      await waitUntilLive(page);
      await rowOf(page, 'Refund queue not draining').getByRole('link').click();
      await page.getByRole('heading', { name: 'Refund queue not draining' }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/ops/board/incidents/1260');
    } finally {
      await new Promise((closed) => proxy.close(closed).closeAllConnections());
    }
  });

  test('requires another token when the access token expires, and stores and shows none', async () => {
    jest.useFakeTimers({
      doNotFake: [
        'hrtime',
        'nextTick',
        'performance',
        'queueMicrotask',
        'setImmediate',
        'clearImmediate',
        'setTimeout',
        'clearTimeout',
      ],
    });
    const gateway = await stage.open({ ...issuer.env(), UPSTREAMS: 'live', BOARD: 'on' });
    const token = await issuer.token({ claims: { scope: 'incidents:read' }, expiresIn: 60 });
    const { page } = await browser.visit(`${gateway.url}/board`);
    await page.getByLabel('Token').fill(token);
    await page.getByRole('button', { name: 'Open the board' }).click();
    await waitUntilLive(page);
    expect(await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toContain(token);
    jest.advanceTimersByTime(95_000);
    await page.getByText('The access token has expired.').waitFor();
    expect(await page.getByLabel('Token').inputValue()).toBe('');
    expect(page.url()).not.toContain(token);
    expect(JSON.stringify(gateway.log)).not.toContain(token);
  });

  test('keeps a token in the browser only if the person wants that, until they sign out', async () => {
    const gateway = await stage.open({ ...issuer.env(), UPSTREAMS: 'live', BOARD: 'on' });
    const token = await issuer.token({ claims: { scope: 'incidents:read' } });
    const { page } = await browser.visit(`${gateway.url}/board`);
    await page.getByLabel('Token').fill(token);
    await page.getByLabel('Keep it in this browser').check();
    await page.getByRole('button', { name: 'Open the board' }).click();
    await waitUntilLive(page);
    await page.reload();
    await waitUntilLive(page);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Token').waitFor();
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain(token);
  });

  test('requests another token instead of one that is too long, and keeps it nowhere', async () => {
    const gateway = await stage.open({ ...issuer.env(), UPSTREAMS: 'live', BOARD: 'on' });
    const { page } = await browser.visit(`${gateway.url}/board`);
    await page.getByLabel('Token').fill('x'.repeat(20_000));
    await page.getByLabel('Keep it in this browser').check();
    await page.getByRole('button', { name: 'Open the board' }).click();
    await page.getByText('The request headers are too large.').waitFor();
    expect(await page.evaluate('localStorage.length')).toBe(0);
    await page.getByLabel('Token').fill(await issuer.token({ claims: { scope: 'incidents:read' } }));
    await page.getByRole('button', { name: 'Open the board' }).click();
    await waitUntilLive(page);
  });

  test('reports in words, with a code and a request id, that PagerDuty cannot be read', async () => {
    const { url } = await stage.open(OPEN_BOARD);
    stage.sandbox().control.pagerduty.addFault({ kind: 'down' });
    const { page } = await browser.visit(`${url}/board`);
    const notice = page.getByRole('alert').first();
    await notice.getByText('UPSTREAM_UNAVAILABLE').waitFor();
    expect(await notice.textContent()).toMatch(/PagerDuty.*request [\w-]+/);
    stage.sandbox().control.pagerduty.faults.clear();
    await rowOf(page, 'Refund queue not draining').waitFor();
  });

  test.each(['', '/incidents/1260'])(
    'states once and in words, at /board%s, that the scope for incidents is missing',
    async (view) => {
      const { url } = await stage.open({ ...OPEN_BOARD, ANONYMOUS_SCOPES: 'DESTINATIONS_READ' });
      const { page } = await browser.visit(`${url}/board${view}`);
      await page.getByText('anonymous may not see incidents.').waitFor();
      await page.getByText('No live list').waitFor();
      expect(await page.getByText(/INCIDENTS_READ/).count()).toBe(1);
      expect(await page.getByText(/FORBIDDEN|Disconnected/).count()).toBe(0);
    },
  );

  test('does not claim to be live while PagerDuty cannot be read, and says since when', async () => {
    const { url } = await stage.open({ ...OPEN_BOARD, UPSTREAM_DEADLINE_MS: '1000' });
    const { page } = await openBoard(browser, url);
    stage.sandbox().control.pagerduty.addFault({ kind: 'down' });
    await page.getByText(/^▲ Not live: PagerDuty cannot be read since \d+:\d\d:\d\d/).waitFor();
    expect(await page.getByText('Live by').count()).toBe(0);
    expect(await rowOf(page, 'Refund queue not draining').isVisible()).toBe(true);
  });

  test('shows the list also if a part of it cannot be read, with the error', async () => {
    const { url } = await stage.open(OPEN_BOARD);
    const { page } = await browser.visit('about:blank');
    const openIncidents = { isSnapshot: true, totalCount: 0, upserted: [], removedIds: [], live: null };
    const errors = [{ message: 'Service unreadable.', path: ['openIncidents', 'live'] }];
    const body = `event: next\ndata: ${JSON.stringify({ data: { openIncidents }, errors })}\n\n`;
    await page.route('**/graphql', async (route) => {
      if (route.request().headers()['accept'] !== 'text/event-stream') await route.continue();
      else await route.fulfill({ contentType: 'text/event-stream', body });
    });
    await page.goto(`${url}/board`);
    await page.getByRole('main').getByText('Service unreadable.').waitFor();
    await page.getByText('No incident is open.').waitFor();
  });
});
