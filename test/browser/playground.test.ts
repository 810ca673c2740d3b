import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sandboxGateway } from '../operations/sandbox-gateway.js';
import { accessibilityViolations } from './accessibility.js';
import { useChromium, describeInChromium, saveScreenshot, SIZES, type PageVisit } from './harness.js';
import {
  readResponse,
  docsPlugin,
  executeButton,
  openTab,
  PLUGIN,
  queryEditor,
  runTab,
  waitForResponse,
  waitForTab,
  stopButton,
  tabButton,
  typeHeaders,
  typeVariables,
} from './graphiql-page.js';

/** The part of the DOM's `window` that the tests use; their types have no DOM. */
interface StyledElement {
  getComputedStyle(element: unknown, pseudo: string): { readonly content: string };
}

const TRIGGER = `mutation { triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: "Seen in the playground",
  actor: "tomasz.wilk@example.com" }) { created } }`;

/** Resolves when this is all that the editor underlines in the variables. The page may not evaluate text, as a poll would. */
const waitForErrors = (page: Page, messages: readonly string[]) =>
  page.evaluate(`new Promise((resolve) => {
    const { editor } = __MONACO;
    const check = () => {
      const markers = editor.getModelMarkers({}).filter(({ resource }) => resource.path.endsWith('variables.json'));
      const found = JSON.stringify(markers.map(({ message }) => message.split('\\n')[0]));
      if (found === ${JSON.stringify(JSON.stringify(messages))}) resolve();
    };
    editor.onDidChangeMarkers(check);
    check();
  })`);

describeInChromium('the playground', () => {
  const browser = useChromium();

  // The tests share one window, because opening the page is slow and people do several things in one window.
  describe('without authentication', () => {
    const stage = sandboxGateway();
    let page: Page;
    let complaints: PageVisit['consoleErrors'];

    beforeAll(async () => {
      ({ page, consoleErrors: complaints } = await browser.visit(`${stage.url}/graphql`));
      await queryEditor(page).getByText('Overview').waitFor();
    });

    test('shows data after a click on its button', async () => {
      await executeButton(page).click();
      await waitForResponse(page, '"pagerDutyDestinations"');
      await page.getByText('Sandbox: invented accounts, nobody is paged').waitFor();
      await saveScreenshot(page, 'overview-desktop');
      expect(await accessibilityViolations(page)).toEqual([]);
    });

    test('shows data on a phone', async () => {
      await page.setViewportSize(SIZES.phone);
      await runTab(page, 'ListIncidents');
      await waitForResponse(page, '"incidents"');
      await saveScreenshot(page, 'list-incidents-phone');
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
      await page.getByRole('button', { name: 'Hide Documentation Explorer' }).click();
      await page.setViewportSize(SIZES.desktop);
    });

    test('shows each change of the open incidents until it is stopped', async () => {
      await runTab(page, 'OpenIncidents');
      await waitForResponse(page, '"isSnapshot": true');
      await stage.run(TRIGGER);
      await waitForResponse(page, 'Seen in the playground');
      await stopButton(page).click();
      await executeButton(page).waitFor();
    });

    test('runs a mutation without a confirmation, with the keyboard alone', async () => {
      await tabButton(page, 'TriggerIncident').focus();
      await page.keyboard.press('Enter');
      await waitForTab(page, 'TriggerIncident');
      await queryEditor(page).locator('textarea, .native-edit-context').first().focus();
      await page.keyboard.press('Control+Enter');
      await waitForResponse(page, '"created"');
      await waitForResponse(page, 'true');
    });

    test('shows an error with its message, its code and whether to retry', async () => {
      stage.sandbox.control.pagerduty.addFault({ kind: 'down', times: 10 });
      await runTab(page, 'ListIncidents');
      await waitForResponse(page, 'UPSTREAM_UNAVAILABLE');
      await waitForResponse(page, '"retryable"');
      await saveScreenshot(page, 'error');
      expect(await accessibilityViolations(page, '.graphiql-response')).toEqual([]);
    });

    test('shows the cost of an operation', async () => {
      await runTab(page, 'GetService');
      await page
        .getByRole('status')
        .filter({ hasText: /^1 upstream call, \d+ ms$/ })
        .waitFor();
    });

    test('scrolls to its last tab with the wheel of a mouse, without the cost of the tab before', async () => {
      await page.setViewportSize(SIZES.phone);
      const last = page.locator('.graphiql-tab-button').last();
      const rightEdge = async () => ((await last.boundingBox())?.x ?? Infinity) + 20;
      expect(await rightEdge()).toBeGreaterThan(SIZES.phone.width);
      await tabButton(page, 'Overview').click();
      await tabButton(page, 'Overview').hover();
      await page.mouse.wheel(0, 5_000);
      // oxlint-disable-next-line no-await-in-loop -- the page scrolls in its own time
      for (let looks = 0; looks < 100 && (await rightEdge()) > SIZES.phone.width; looks += 1) continue;
      expect(await rightEdge()).toBeLessThanOrEqual(SIZES.phone.width);
      await last.click();
      await page.getByRole('status').filter({ hasText: /^$/ }).waitFor({ state: 'attached' });
      await page.setViewportSize(SIZES.desktop);
    });

    test('lists all operations by their purpose', async () => {
      await page.getByRole('button', { name: 'All operations' }).click();
      const list = page.getByRole('navigation', { name: 'Operations' });
      expect(await list.getByRole('heading').allTextContents()).toEqual(['Look', 'Change', 'Connect']);
      const files = readdirSync(join(__dirname, '../../schema/operations'));
      expect(await list.getByRole('button').count()).toBe(files.length);
      expect(await accessibilityViolations(page)).toEqual([]);
      await saveScreenshot(page, 'operations-desktop');
      await page.setViewportSize(SIZES.phone);
      expect((await list.boundingBox())?.height).toBeLessThan(SIZES.phone.height);
      await saveScreenshot(page, 'operations-phone');
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'All operations' }).click();
      expect(await list.isVisible()).toBe(false);
      await page.setViewportSize(SIZES.desktop);
      await page.getByRole('button', { name: 'All operations' }).click();
      await page.keyboard.press('Escape');
      expect(await list.isVisible()).toBe(false);
    });

    test('marks mutations in words, whatever is entered into a tab', async () => {
      const sign = (name: string) =>
        page
          .locator('.graphiql-tab', { has: tabButton(page, name) })
          .evaluate((tab) => (globalThis as unknown as StyledElement).getComputedStyle(tab, '::before').content);
      expect([await sign('ResolveIncident'), await sign('ListIncidents')]).toEqual(['"changes" / ""', 'none']);
      await page.getByRole('button', { name: 'New tab' }).click();
      await queryEditor(page).click();
      await page.keyboard.insertText('mutation Mine { reopenIncident(input: {incident: {number: 1}}) { changed } }');
      await waitForTab(page, 'Mine');
      await page.locator('.graphiql-tab[data-does=change]').getByRole('button', { name: 'Mine' }).waitFor();
    });

    test('shows data before errors, and one error with many paths once', async () => {
      stage.sandbox.control.pagerduty.addFault({ kind: 'down', times: 100 });
      await runTab(page, 'Overview');
      await page.getByRole('status').filter({ hasText: 'errors below the data' }).waitFor();
      await waitForResponse(page, '"data"');
      const shown = await readResponse(page);
      expect(Object.keys(shown).slice(0, 2)).toEqual(['data', 'errors']);
      const messages = shown.errors.map(({ message }) => message);
      expect(new Set(messages).size).toBe(messages.length);
      expect(shown.errors[0]?.extensions['alsoAt']).toContain('pagerDutyDestinations.nodes.1.matchingServices');
      await saveScreenshot(page, 'errors-after-data');
      await page.setViewportSize(SIZES.phone);
      await saveScreenshot(page, 'errors-after-data-phone');
      await page.setViewportSize(SIZES.desktop);
    });

    test('shows the documentation of the schema', async () => {
      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
      expect(await accessibilityViolations(page, PLUGIN)).toEqual([]);
      await docsPlugin(page).getByRole('link', { name: 'Mutation', exact: true }).click();
      await docsPlugin(page).getByRole('link', { name: 'triggerIncident', exact: true }).click();
      await docsPlugin(page).getByText('Create an incident and notify people immediately').waitFor();
      await saveScreenshot(page, 'documentation');
      expect(await accessibilityViolations(page, PLUGIN)).toEqual([]);
    });

    test('shows the documentation on a phone beside the operation, not instead of it', async () => {
      await page.setViewportSize(SIZES.phone);
      await docsPlugin(page).getByRole('link', { name: 'Mutation' }).click();
      await docsPlugin(page).getByText('acknowledgeIncident', { exact: true }).waitFor();
      expect((await executeButton(page).boundingBox())?.y).toBeLessThan(SIZES.phone.height / 2);
      const lines = page.locator('.graphiql-editor-tool .monaco-editor:visible');
      await lines.scrollIntoViewIfNeeded();
      expect((await lines.boundingBox())?.height).toBeGreaterThan(5 * 20);
      await saveScreenshot(page, 'documentation-phone');
      await page.setViewportSize(SIZES.desktop);
    });

    test('restores operations, but no token', async () => {
      await runTab(page, 'ListServices');
      await page.getByRole('button', { name: 'Headers', exact: true }).click();
      await typeHeaders(page, { 'x-pagergraph-note': 'secret-of-mine' });
      const [request] = await Promise.all([page.waitForRequest('**/graphql'), executeButton(page).click()]);
      expect(request.headers()['x-pagergraph-note']).toBe('secret-of-mine');
      await page.getByRole('button', { name: 'Show History' }).click();
      await page.locator('.graphiql-history-item').getByText('ListServices').first().waitFor();
      await saveScreenshot(page, 'history');
      expect(await accessibilityViolations(page, PLUGIN)).toEqual([]);
      const stored = await page.evaluate<string>('JSON.stringify(localStorage)');
      expect([stored.includes('ListServices'), stored.includes('secret-of-mine')]).toEqual([true, false]);
    });

    test('reopens the last tab and is readable in dark mode', async () => {
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.reload();
      await queryEditor(page).getByText('ListServices', { exact: true }).waitFor();
      await executeButton(page).click();
      await waitForResponse(page, '"services"');
      await saveScreenshot(page, 'dark');
      expect(await accessibilityViolations(page)).toEqual([]);
    });

    test.each([
      [
        'SetIncidentCustomFields',
        { incident: { number: 1260 }, fields: [{ name: 3, value: ['a list'] }] },
        'Incorrect type. Expected "string".',
      ],
      ['AccountLog', { first: 'ten' }, 'Incorrect type. Expected one of integer, null.'],
      [
        'CreateNotificationPolicy',
        { input: { name: 'Without what has a default', alertType: 3 } },
        'Incorrect type. Expected "string".',
      ],
    ])(
      'underlines the wrong type in the variables of %s, and nothing that is right',
      async (tab, variables, message) => {
        await openTab(page, tab);
        await waitForTab(page, tab);
        await typeVariables(page, variables);
        await waitForErrors(page, [message]);
      },
    );

    test('sends requests to the gateway alone and logs no console errors', () => {
      expect(complaints).toEqual([]);
    });
  });

  describe('that requires a token', () => {
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

    test('opens the query of a link before the prepared tabs, with a field for the token', async () => {
      await queryEditor(page).getByText('Linked', { exact: true }).waitFor();
      await tabButton(page, 'Overview').waitFor();
      await page.locator('.graphiql-editor-tool .monaco-editor:visible').getByText('Bearer your-api-key').waitFor();
      await saveScreenshot(page, 'token');
    });

    test('reports a wrong token', async () => {
      await typeHeaders(page, { authorization: 'Bearer typed-by-me' });
      await executeButton(page).click();
      await waitForResponse(page, 'UNAUTHENTICATED');
    });

    test('shows the documentation of the schema after a valid token', async () => {
      await typeHeaders(page, { authorization: 'Bearer pg_web' });
      await executeButton(page).click();
      await waitForResponse(page, '"services"');
      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
      await docsPlugin(page).getByRole('link', { name: 'Query', exact: true }).waitFor();
    });

    test('sends a token entered in one tab from the other tabs too', async () => {
      const [request] = await Promise.all([page.waitForRequest('**/graphql'), runTab(page, 'ListIncidents')]);
      expect(request.headers()['authorization']).toBe('Bearer pg_web');
    });
  });
});
