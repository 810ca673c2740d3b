import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sandboxGateway } from '../operations/sandbox-gateway.js';
import { findingsIn } from './accessibility.js';
import { chromiumStage, describeInChromium, keepScreenshot, SIZES, type Visit } from './browser.js';

const queryOf = (page: Page) => page.locator('.graphiql-query-editor .monaco-editor');
const executeButton = (page: Page) => page.getByRole('button', { name: /^Execute query/ });
const PLUGIN = '.graphiql-plugin';
const docsOf = (page: Page) => page.locator(PLUGIN);

/** Waits until the answer holds this. */
const seeAnswer = (page: Page, text: string) => page.locator('.graphiql-response').getByText(text).first().waitFor();

const tabOf = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Waits until a tab can be run: GraphiQL reads its query a tenth of a second after it is shown, then puts it in the address. */
const seeTab = (page: Page, name: string) =>
  page.waitForURL(({ searchParams }) => searchParams.get('query')?.includes(`${name}(`) === true);

async function run(page: Page, tab: string): Promise<void> {
  await tabOf(page, tab).click();
  await seeTab(page, tab);
  await executeButton(page).click();
}

async function typeHeaders(page: Page, headers: object): Promise<void> {
  await page.locator('.graphiql-editor-tool .monaco-editor:visible').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(JSON.stringify(headers));
  // What the editor closes a second time.
  await page.keyboard.press('Control+Shift+End');
  await page.keyboard.press('Delete');
}

describeInChromium('the playground', () => {
  const browser = chromiumStage();

  // Opening the page is the slow part, and people do one thing after another too: the tests share one window.
  describe('of an open gateway', () => {
    const stage = sandboxGateway();
    let page: Page;
    let complaints: Visit['complaints'];

    beforeAll(async () => {
      ({ page, complaints } = await browser.visit(`${stage.url}/graphql`));
      await queryOf(page).getByText('Overview').waitFor();
    });

    test('shows data at the press of its button', async () => {
      await executeButton(page).click();
      await seeAnswer(page, '"pagerDutyDestinations"');
      await keepScreenshot(page, 'overview-desktop');
      expect(await findingsIn(page)).toEqual([]);
    });

    test('shows data on a phone too', async () => {
      await page.setViewportSize(SIZES.phone);
      await run(page, 'ListIncidents');
      await seeAnswer(page, '"incidents"');
      await keepScreenshot(page, 'list-incidents-phone');
      expect(await findingsIn(page)).toEqual([]);
      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
      await page.getByRole('button', { name: 'Hide Documentation Explorer' }).click();
      await page.setViewportSize(SIZES.desktop);
    });

    test('changes what it is told to, from the keyboard alone', async () => {
      await tabOf(page, 'TriggerIncident').focus();
      await page.keyboard.press('Enter');
      await seeTab(page, 'TriggerIncident');
      await queryOf(page).locator('textarea, .native-edit-context').first().focus();
      await page.keyboard.press('Control+Enter');
      await seeAnswer(page, '"created"');
      await seeAnswer(page, 'true');
    });

    test('tells an error in words, with its code and whether to repeat', async () => {
      stage.sandbox.control.pagerduty.fault({ kind: 'down', times: 10 });
      await run(page, 'ListIncidents');
      await seeAnswer(page, 'UPSTREAM_UNAVAILABLE');
      await seeAnswer(page, '"retryable"');
      await keepScreenshot(page, 'error');
      expect(await findingsIn(page, '.graphiql-response')).toEqual([]);
    });

    test('says what an answer has cost', async () => {
      await run(page, 'GetService');
      await page
        .getByRole('status')
        .filter({ hasText: /^1 upstream call, \d+ ms$/ })
        .waitFor();
    });

    test('brings its last tab into view by the wheel of a mouse, without the cost of the tab before', async () => {
      const last = page.locator('.graphiql-tab-button').last();
      const rightEdge = async () => ((await last.boundingBox())?.x ?? Infinity) + 20;
      expect(await rightEdge()).toBeGreaterThan(SIZES.desktop.width);
      await page.locator('.graphiql-tab-active').hover();
      await page.mouse.wheel(0, 5_000);
      // oxlint-disable-next-line no-await-in-loop -- the page scrolls in its own time
      for (let looks = 0; looks < 100 && (await rightEdge()) > SIZES.desktop.width; looks += 1) continue;
      expect(await rightEdge()).toBeLessThanOrEqual(SIZES.desktop.width);
      await last.click();
      await page.getByRole('status').filter({ hasText: /^$/ }).waitFor({ state: 'attached' });
    });

    test('explains the schema', async () => {
      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
      expect(await findingsIn(page, PLUGIN)).toEqual([]);
      await docsOf(page).getByRole('link', { name: 'Mutation', exact: true }).click();
      await docsOf(page).getByRole('link', { name: 'triggerIncident', exact: true }).click();
      await docsOf(page).getByText('people are notified at once').waitFor();
      await keepScreenshot(page, 'documentation');
      expect(await findingsIn(page, PLUGIN)).toEqual([]);
    });

    test('explains it on a phone beside the task, not instead of it', async () => {
      await page.setViewportSize(SIZES.phone);
      await docsOf(page).getByRole('link', { name: 'Mutation' }).click();
      await docsOf(page).getByText('acknowledgeIncident', { exact: true }).waitFor();
      expect((await executeButton(page).boundingBox())?.y).toBeLessThan(SIZES.phone.height / 2);
      await keepScreenshot(page, 'documentation-phone');
      await page.setViewportSize(SIZES.desktop);
    });

    test('remembers what was asked, but no token', async () => {
      await run(page, 'ListServices');
      await page.getByRole('button', { name: 'Headers', exact: true }).click();
      await typeHeaders(page, { 'x-pagergraph-note': 'secret-of-mine' });
      const [request] = await Promise.all([page.waitForRequest('**/graphql'), executeButton(page).click()]);
      expect(request.headers()['x-pagergraph-note']).toBe('secret-of-mine');
      await page.getByRole('button', { name: 'Show History' }).click();
      await page.locator('.graphiql-history-item').getByText('ListServices').first().waitFor();
      await keepScreenshot(page, 'history');
      expect(await findingsIn(page, PLUGIN)).toEqual([]);
      const stored = await page.evaluate<string>('JSON.stringify(localStorage)');
      expect([stored.includes('ListServices'), stored.includes('secret-of-mine')]).toEqual([true, false]);
    });

    test('opens again where it was left, and is as readable in the dark', async () => {
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.reload();
      await queryOf(page).getByText('ListServices', { exact: true }).waitFor();
      await executeButton(page).click();
      await seeAnswer(page, '"services"');
      await keepScreenshot(page, 'dark');
      expect(await findingsIn(page)).toEqual([]);
    });

    test('asks nobody but the gateway for anything, and has nothing to complain of', () => {
      expect(complaints).toEqual([]);
    });
  });

  describe('of a gateway that asks for a token', () => {
    const folder = mkdtempSync(join(tmpdir(), 'playground-'));
    const keys = join(folder, 'keys.json');
    const sha256 = createHash('sha256').update('pg_web').digest('hex');
    writeFileSync(keys, JSON.stringify([{ name: 'web', sha256, scopes: ['INCIDENTS_READ'] }]));
    const stage = sandboxGateway({ ANONYMOUS_SCOPES: 'none', API_KEYS_FILE: keys });
    let page: Page;

    beforeAll(async () => {
      const link = new URLSearchParams({ query: 'query Linked { services(first: 2) { nodes { name } } }' });
      ({ page } = await browser.visit(`${stage.url}/graphql?${link.toString()}`));
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    test('opens the query of a link before the tasks, with a place for the token', async () => {
      await queryOf(page).getByText('Linked', { exact: true }).waitFor();
      await tabOf(page, 'Overview').waitFor();
      await page.locator('.graphiql-editor-tool .monaco-editor:visible').getByText('Bearer your-api-key').waitFor();
      await keepScreenshot(page, 'token');
    });

    test('says when a token is not good', async () => {
      await typeHeaders(page, { authorization: 'Bearer typed-by-me' });
      await executeButton(page).click();
      await seeAnswer(page, 'UNAUTHENTICATED');
    });

    test('explains the schema as soon as a token is good', async () => {
      await typeHeaders(page, { authorization: 'Bearer pg_web' });
      await executeButton(page).click();
      await seeAnswer(page, '"services"');
      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
      await docsOf(page).getByRole('link', { name: 'Query', exact: true }).waitFor();
    });

    test('sends a token typed in one tab from the others too', async () => {
      const [request] = await Promise.all([page.waitForRequest('**/graphql'), run(page, 'ListIncidents')]);
      expect(request.headers()['authorization']).toBe('Bearer pg_web');
    });
  });
});
