import { expect, test } from '@jest/globals';
import { sandboxGateway } from '../operations/sandbox-gateway.js';
import { inspectRoutes } from './board-routes-inspection.js';
import { describeInChromium, useChromium } from './harness.js';

describeInChromium('with one upstream down, the routes', () => {
  const browser = useChromium();
  const stage = sandboxGateway({ REFERENCE_CACHE_SECONDS: '0' });
  const open = async () => (await browser.visit(`${stage.url}/board/routes`)).page;

  /** Without silences, nothing is known to be lost. */
  async function endSilences(): Promise<void> {
    const account = await stage.api.listSilences({});
    for (const { id } of account?.silences?.nodes ?? []) {
      // oxlint-disable-next-line no-await-in-loop -- writes of one account
      await stage.run('mutation ($id: ID!) { endPolicySilence(input: { silence: $id }) { ended } }', { id });
    }
  }

  test('show Cloudflare’s half, and why PagerDuty’s is unknown', async () => {
    await endSilences();
    stage.sandbox.control.pagerduty.addFault({ kind: 'down' });
    const page = await open();
    await page.getByText('who is on call is unknown where a card has a “?”').waitFor();
    const notice = page.getByRole('main').getByRole('alert');
    expect(await notice.innerText()).toMatch(/PagerDuty[^]*UPSTREAM_UNAVAILABLE[^]*request \S{8}/);
    expect(await page.getByText('Its PagerDuty service could not be read.').count()).toBe(3);
    await page.getByText('No gaps in what was read').waitFor();
    await inspectRoutes(page, 'pagerduty-down');
    stage.sandbox.control.pagerduty.reset();
    await notice.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Samuel Okafor').first().waitFor();
    expect(await notice.count()).toBe(0);
  });

  test('show PagerDuty’s half, and why Cloudflare’s is missing', async () => {
    stage.sandbox.control.cloudflare.addFault({ kind: 'down' });
    const page = await open();
    await page.getByText('PagerDuty’s services are shown alone.').waitFor();
    const notice = page.getByRole('main').getByRole('alert');
    expect(await notice.innerText()).toMatch(/Cloudflare[^]*UPSTREAM_UNAVAILABLE[^]*request \S{8}/);
    await page.getByText('Samuel Okafor').first().waitFor();
    expect(await page.getByText('No policy delivers to it.').count()).toBe(0);
    await inspectRoutes(page, 'cloudflare-down');
  });

  test('stay when the network is lost, with their age and the error', async () => {
    const page = await open();
    await page.getByText('HTTP floods').waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Read now' }).click();
    await page.getByText('What is shown is as old as the time above.').waitFor();
    expect(await page.getByText('HTTP floods').count()).toBe(1);
    await inspectRoutes(page, 'offline');
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('What is shown is as old as the time above.').waitFor({ state: 'detached' });
  });
});
