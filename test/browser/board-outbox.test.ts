import { expect, test } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { liveGateways } from '../server/harness.js';
import { OPEN_BOARD, openBoard, rowOf, saveBoardScreenshot } from './board-page.js';
import { describeInChromium, useChromium } from './harness.js';

const TRIGGER = `mutation { triggerIncident(input: {
  service: { pagerDutyId: "PSVC001" }, title: "Disk full on db03", dedupKey: "db03", whenUnavailable: QUEUE
}) { queued { id } } }`;

describeInChromium('the board', () => {
  const browser = useChromium();
  const stage = liveGateways();

  test('lists what waits for PagerDuty, and nothing while nothing waits', async () => {
    const OUTBOX_FILE = join(mkdtempSync(join(tmpdir(), 'outbox-')), 'outbox');
    const env = { ...OPEN_BOARD, OUTBOX_FILE, UPSTREAM_DEADLINE_MS: '1500' };
    const { from } = stage.sandbox().pagerduty;
    const { url, run } = await stage.open(env, { accountOverrides: { from } });
    const { page, consoleErrors } = await openBoard(browser, url);
    const panel = page.getByRole('region', { name: 'Waiting for PagerDuty' });
    expect(await panel.count()).toBe(0);
    stage.sandbox().control.pagerduty.addFault({ kind: 'down' });
    expect((await run(TRIGGER)).errors).toEqual([]);
    await page.reload();
    await panel.waitFor();
    const row = rowOf(page, 'Disk full on db03');
    expect(await row.textContent()).toMatch(/Trigger.*queued .* ago, expires .*, key db03/);
    await saveBoardScreenshot(page, 'outbox');
    expect(consoleErrors.filter((error) => !error.includes('503'))).toEqual([]);
    // What waits may be unknown while everything else is known.
    await page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('query Outbox')) return route.continue();
      const errors = [{ message: 'Redis is unavailable.', path: ['pagerDutyAccount', 'outbox'] }];
      return route.fulfill({ json: { data: { pagerDutyAccount: { outbox: null } }, errors } });
    });
    await page.reload();
    await page.getByText('What waits for PagerDuty could not be read.').waitFor();
  });
});
