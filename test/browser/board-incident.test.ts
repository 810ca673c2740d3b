import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { liveGateways } from '../server/harness.js';
import { actAs, button, OPEN_BOARD, openBoard, rowOf, waitUntilLive } from './board-page.js';
import { describeInChromium, useChromium } from './harness.js';

const PERSON = 'Tomasz Wilk';
const status = (page: Page) => page.getByRole('status');

/** Resolves when the page reports what a press of a button did. */
const waitForResult = (page: Page, text: string | RegExp) => page.getByText(text).waitFor();

describeInChromium('an incident on the board', () => {
  const browser = useChromium();
  const stage = liveGateways();

  async function openIncident(number: number, env: Record<string, string> = OPEN_BOARD) {
    const gateway = await stage.open(env);
    return { gateway, ...(await openBoard(browser, gateway.url, `/incidents/${number}`)) };
  }

  test('states what burns, who has it, what happens next and why it was paged', async () => {
    const { page, consoleErrors } = await openIncident(1256);
    await page.getByRole('heading', { name: 'Origin errors above 2 % in Frankfurt' }).waitFor();
    const content = page.getByRole('main');
    await content.getByText('Website Edge, since').waitFor();
    await content.getByText('nobody else is called').waitFor();
    await content.getByText('Origin errors above 2 % in Frankfurt, probe 3', { exact: true }).waitFor();
    await content.getByText('3 alerts', { exact: true }).waitFor();
    await content.getByText('Unhealthy pools page Platform').waitFor();
    await content.getByText('Escalated to Henrik Dahl').waitFor();
    await content.getByText('Switched on WAF rule set 41').waitFor();
    await content.getByText('4 min before').waitFor();
    expect(consoleErrors).toEqual([]);
  });

  test('is acknowledged once from two windows, and each states what it did', async () => {
    const { page, gateway } = await openIncident(1260);
    const { page: other } = await openBoard(browser, gateway.url, '/incidents/1260');
    await Promise.all([actAs(page, PERSON), actAs(other, 'Declan Byrne')]);
    await Promise.all([page, other].map((window) => button(window, 'Acknowledge').click()));
    await Promise.all(
      [page, other].map((window) =>
        status(window)
          .getByText(/Acknowledged by|already acknowledged/)
          .waitFor(),
      ),
    );
    const results = await Promise.all([page, other].map((window) => status(window).allTextContents()));
    expect(results.flat().some((text) => text.includes('✓ Done. Acknowledged by'))).toBe(true);
    await Promise.all([page, other].map((window) => window.getByText('✓ Acknowledged', { exact: true }).waitFor()));
    expect(await button(page, 'Acknowledge').count()).toBe(0);
  });

  test('acknowledged by somebody else meanwhile, it reports that nothing was changed', async () => {
    const { page, gateway } = await openIncident(1260);
    await actAs(page, PERSON);
    await page.route('**/graphql', (route) => {
      const isRead = !String(route.request().postData()).includes('mutation');
      return isRead ? route.abort() : route.continue();
    });
    const { errors } = await gateway.run(
      `mutation { acknowledgeIncident(input: { incident: { number: 1260 }, actor: "declan.byrne@example.com" }) { changed } }`,
    );
    expect(errors).toEqual([]);
    await button(page, 'Acknowledge').click();
    await waitForResult(page, 'It was already acknowledged, by Declan Byrne.');
    expect(await page.getByText('Nothing was changed.').isVisible()).toBe(true);
  });

  test('without a person, the acknowledgement is refused, and the choice of one opens', async () => {
    const { page } = await openIncident(1260);
    await button(page, 'Acknowledge').click();
    await page.getByRole('alert').getByText('ACTOR_REQUIRED').waitFor();
    await page.getByText('Choose in whose name, and press the button again.').waitFor();
    const picker = page.getByLabel('In the name of');
    await picker.getByRole('option', { name: /Declan Byrne/ }).waitFor({ state: 'attached' });
    await picker.selectOption({ label: 'Declan Byrne (declan.byrne@example.com)' });
    await button(page, 'Acknowledge').click();
    await waitForResult(page, 'Acknowledged by Declan Byrne.');
  });

  test('a lost response is an unknown outcome, with what to look at', async () => {
    const { page } = await openIncident(1260);
    await actAs(page, PERSON);
    const { faults } = stage.sandbox().control.pagerduty;
    faults.add({ kind: 'lost', method: 'POST', path: '/incidents' });
    // The gateway would find the note by reading them.
    faults.add({ kind: '500', method: 'GET', path: '/incidents/', times: 100 });
    await button(page, 'Add a note…').click();
    await page.getByLabel('Note that everybody sees').fill('The bank confirms it.');
    await button(page, 'Add the note').click();
    const notice = page.getByRole('alert').filter({ hasText: 'It is unknown whether the change was made.' });
    await notice.waitFor();
    // The page reads the incident again, which fails too.
    await page.locator('.notice-error:has(+ .incident-columns)').waitFor();
    expect(await notice.textContent()).toMatch(/Look at the status, the notes and the timeline.*request/);
    faults.clear();
    await page.reload();
    await page.locator('.incident-note', { hasText: 'The bank confirms it.' }).waitFor();
  });

  test('is snoozed, reassigned, annotated and resolved with a note', async () => {
    const { page } = await openIncident(1258);
    await actAs(page, PERSON);
    await button(page, 'Snooze…').click();
    await page.getByLabel('Snooze for').selectOption({ index: 3 });
    await button(page, 'Snooze the incident').click();
    await waitForResult(page, /Snoozed until .* Then it triggers again\./);
    await button(page, 'Reassign…').click();
    await page.getByLabel('Assign to').selectOption({ label: 'Noor Haddad' });
    await button(page, 'Assign and notify').click();
    await waitForResult(page, 'It is now assigned to Noor Haddad, who will be notified.');
    await button(page, 'Add a note…').click();
    await page.getByLabel('Note that everybody sees').fill('שלום, the issuer is back');
    await button(page, 'Add the note').click();
    await waitForResult(page, 'The note was added in the name of Tomasz Wilk.');
    await button(page, 'Resolve…').click();
    await page.getByLabel('Note that everybody sees (optional)').fill('Rolled back.');
    await button(page, 'Resolve the incident').click();
    await waitForResult(page, 'The incident is resolved, with your note.');
    await page.getByText('✓ Resolved', { exact: true }).waitFor();
    expect(await button(page, 'Resolve…').count()).toBe(0);
  });

  test('shows no button to a caller who may only read', async () => {
    const { page } = await openIncident(1260, { ...OPEN_BOARD, ANONYMOUS_SCOPES: 'INCIDENTS_READ' });
    await page.getByText('your credential lacks INCIDENTS_WRITE').waitFor();
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('shows what PagerDuty has while Cloudflare cannot be read', async () => {
    const gateway = await stage.open(OPEN_BOARD);
    stage.sandbox().control.cloudflare.addFault({ kind: 'down' });
    const { page } = await openBoard(browser, gateway.url, '/incidents/1256');
    await page.getByText('Escalated to Henrik Dahl').waitFor();
    const panel = page.getByRole('region', { name: 'Cloudflare alerts for this service' });
    await panel.getByRole('alert').getByText('UPSTREAM_UNAVAILABLE').waitFor();
    stage.sandbox().control.cloudflare.faults.clear();
    await panel.getByRole('button', { name: 'Try again' }).click();
    await panel.getByText('Unhealthy pools page Platform').waitFor();
  });

  test('is found, acknowledged and left with the keyboard alone', async () => {
    const { page, gateway } = await openIncident(1260);
    await actAs(page, PERSON);
    await page.goto(`${gateway.url}/board`);
    await waitUntilLive(page);
    await rowOf(page, 'Refund queue not draining').waitFor();
    await pressUntilFocused(page, 'Tab', 'Refund queue not draining');
    await page.keyboard.press('ArrowDown');
    expect(await focusedText(page)).toBe('Cabin holds are not released');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await button(page, 'Acknowledge').waitFor();
    await pressUntilFocused(page, 'Tab', 'Acknowledge');
    await page.keyboard.press('Space');
    await waitForResult(page, 'Acknowledged by Tomasz Wilk.');
    await pressUntilFocused(page, 'Shift+Tab', 'Now');
    await page.keyboard.press('Enter');
    await rowOf(page, 'Refund queue not draining').getByText('acknowledged').waitFor();
  });
});

const focusedText = (page: Page) => page.evaluate<string>('document.activeElement.textContent.trim()');

/** Presses a key until what has the focus has a text; fails after a hundred times. */
async function pressUntilFocused(page: Page, key: string, text: string): Promise<void> {
  for (let presses = 0; presses < 100; presses += 1) {
    /* oxlint-disable no-await-in-loop -- one key after the other */
    await page.keyboard.press(key);
    if ((await focusedText(page)) === text) return;
    /* oxlint-enable no-await-in-loop */
  }
  throw new Error(`${key} never reaches "${text}".`);
}
