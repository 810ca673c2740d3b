import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ALL_SCOPES, sha256, liveGateways as liveStage } from '../server/harness.js';
import { accessibilityViolations } from './accessibility.js';
import { useChromium, describeInChromium, saveScreenshot, SIZES } from './harness.js';
import {
  docsPlugin,
  executeButton,
  openTab,
  queryEditor,
  runTab,
  waitForResponse,
  waitForTab,
  tabButton,
} from './graphiql-page.js';
import { typeHeaders, typeVariables } from './graphiql-page.js';

const ACTOR = 'tomasz.wilk@example.com';
const ACKNOWLEDGE = { input: { incident: { number: 1260 }, actor: ACTOR } };

const OVERVIEW = readFileSync(join(__dirname, '../../schema/operations/overview.graphql'), 'utf8');

const confirmDialog = (page: Page) => page.getByRole('dialog', { name: 'This changes the real world' });
const modeBanner = (page: Page) => page.locator('#world');

/** The requests of a page to the gateway: the complete documents and the tokens. */
function recordRequests(page: Page) {
  const documents: string[] = [];
  const tokens: (string | undefined)[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'POST') return;
    documents.push((request.postDataJSON() as { query: string }).query);
    tokens.push(request.headers()['authorization']);
  });
  return { documents, tokens, mutations: () => documents.filter((text) => text.includes('mutation')) };
}

/** Opens an operation and enters its variables. */
async function openTabWithVariables(page: Page, name: string, variables: object) {
  await openTab(page, name);
  await waitForTab(page, name);
  await typeVariables(page, variables);
}

describeInChromium('the playground of a live gateway', () => {
  const browser = useChromium();
  const stage = liveStage();

  async function openPlayground(env: Record<string, string> = {}) {
    const settings = { UPSTREAMS: 'live', PLAYGROUND: 'on', ANONYMOUS_SCOPES: ALL_SCOPES, ...env };
    const house = await stage.open(settings);
    const { page, consoleErrors } = await browser.visit(`${house.url}/health/live`);
    const sent = recordRequests(page);
    await page.goto(`${house.url}/graphql`);
    await queryEditor(page).getByText('Overview').waitFor();
    return { house, page, complaints: consoleErrors, sent };
  }

  test('shows that it is live, and its host, on every tab, on a large and a small screen', async () => {
    const { page } = await openPlayground();
    for (const [size, scheme] of [
      ['desktop', 'light'],
      ['phone', 'light'],
      ['phone', 'dark'],
      ['desktop', 'dark'],
    ] as const) {
      /* oxlint-disable no-await-in-loop -- one window */
      await page.setViewportSize(SIZES[size]);
      await page.emulateMedia({ colorScheme: scheme });
      await page.reload();
      await openTab(page, 'ResolveIncident');
      await waitForTab(page, 'ResolveIncident');
      expect(await modeBanner(page).textContent()).toBe('LIVE · account main: what you send here pages people');
      expect(await modeBanner(page).isVisible()).toBe(true);
      const colour = await page.evaluate<string>('getComputedStyle(document.getElementById("bar")).backgroundColor');
      expect(colour).toBe(scheme === 'light' ? 'rgb(179, 18, 29)' : 'rgb(143, 15, 24)');
      expect(await accessibilityViolations(page)).toEqual([]);
      await saveScreenshot(page, `live-${scheme}-${size}`);
      /* oxlint-enable no-await-in-loop */
    }
  });

  test('has no prepared operation that could be sent', async () => {
    const { page, sent, house } = await openPlayground();
    await runTab(page, 'AcknowledgeIncident');
    await waitForResponse(page, 'Nothing was sent. Fill in the variables first: $input is empty.');
    await page.locator('.graphiql-editor-tool .monaco-editor:visible').getByText('null').waitFor();
    expect([sent.mutations(), house.calls()]).toEqual([[], []]);
  });

  test('sends a mutation after a confirmation that names its effect and its target', async () => {
    const { page, sent, house } = await openPlayground();
    await openTabWithVariables(page, 'AcknowledgeIncident', ACKNOWLEDGE);
    await executeButton(page).click();
    await confirmDialog(page).waitFor();
    const words = await confirmDialog(page).textContent();
    expect(words).toContain('acknowledgeIncidentAcknowledge an incident. PagerDuty assigns it to the actor');
    expect(words).toContain(`incident number1260actor${ACTOR}accountmain (PagerDuty)`);
    expect(await accessibilityViolations(page)).toEqual([]);
    await saveScreenshot(page, 'confirm-desktop');
    expect(house.calls()).toEqual([]);
    await confirmDialog(page).getByRole('button', { name: 'Send acknowledgeIncident' }).click();
    await waitForResponse(page, '"changed"');
    expect(sent.mutations()).toHaveLength(1);
  });

  test('sends nothing after a cancellation with the keyboard alone', async () => {
    const { page, sent, house } = await openPlayground();
    await page.setViewportSize(SIZES.phone);
    await openTabWithVariables(page, 'AcknowledgeIncident', ACKNOWLEDGE);
    await queryEditor(page).locator('textarea, .native-edit-context').first().focus();
    await page.keyboard.press('Control+Enter');
    await confirmDialog(page).waitFor();
    const focused = () => page.evaluate<string>('document.activeElement.textContent');
    expect(await focused()).toBe('Cancel');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Send acknowledgeIncident');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.closest("#root")')).toBe(null);
    expect(await accessibilityViolations(page)).toEqual([]);
    await saveScreenshot(page, 'confirm-phone');
    await page.keyboard.press('Escape');
    await waitForResponse(page, 'Nothing was sent. You cancelled it.');
    expect([sent.mutations(), house.calls()]).toEqual([[], []]);
  });

  test('shows no confirmation before a query', async () => {
    const { page } = await openPlayground();
    await runTab(page, 'ListIncidents');
    await waitForResponse(page, '"incidents"');
  });

  test('shows the open incidents without a confirmation', async () => {
    const { page } = await openPlayground();
    await runTab(page, 'OpenIncidents');
    await waitForResponse(page, '"isSnapshot": true');
  });

  test('shows the confirmation for the selected one of several operations', async () => {
    const { page, sent } = await openPlayground();
    await page.goto(
      `${page.url().split('?')[0]}?query=${encodeURIComponent(
        'query Harmless { viewer { name } } mutation Harmful { createPagerDutyConnectToken(input: {}) { token } }',
      )}`,
    );
    await queryEditor(page).getByText('Harmful').first().waitFor();
    await executeButton(page).click();
    await page.getByRole('menuitem', { name: 'Harmless' }).click();
    await waitForResponse(page, '"viewer"');
    await executeButton(page).click();
    await page.getByRole('menuitem', { name: 'Harmful' }).click();
    expect(await confirmDialog(page).textContent()).toContain('createPagerDutyConnectToken');
    expect(await confirmDialog(page).textContent()).toContain('main (Cloudflare)');
    expect(sent.mutations()).toEqual([]);
  });

  test('shows a caller with read scopes which tabs it cannot use', async () => {
    const { page } = await openPlayground({ ANONYMOUS_SCOPES: 'INCIDENTS_READ' });
    await page.getByText('Read-only access: you cannot run mutations').waitFor();
    const sign = `getComputedStyle(document.querySelector('.graphiql-tab[data-does=change]'), '::before').content`;
    expect(await page.evaluate<string>(sign)).toContain('not allowed');
    expect(await accessibilityViolations(page)).toEqual([]);
    await saveScreenshot(page, 'read-only');
    await page.setViewportSize(SIZES.phone);
    await saveScreenshot(page, 'read-only-phone');
  });

  test('states that introspection is off, does not request the schema, and runs operations', async () => {
    const { page, sent, complaints } = await openPlayground();
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await docsPlugin(page).getByText('Introspection is off on this gateway. Operations still run').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await saveScreenshot(page, 'schema-closed');
    await executeButton(page).click();
    await waitForResponse(page, '"pagerDutyDestinations"');
    expect(sent.documents.filter((text) => text.includes('__schema'))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('runs the trusted documents and requests nothing else', async () => {
    const list = stage.writeFile('documents.json', {
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: [{ id: 'overview', name: 'Overview', type: 'query', body: OVERVIEW }],
    });
    const { page, sent, complaints } = await openPlayground({ TRUSTED_DOCUMENTS: list, INTROSPECTION: 'on' });
    await executeButton(page).click();
    await waitForResponse(page, '"pagerDutyDestinations"');
    expect([sent.documents.length, complaints]).toEqual([1, []]);
  });

  test('sends nothing before a token is entered; then it loads the schema and shows the variables', async () => {
    const file = stage.writeFile('keys.json', [{ name: 'web', sha256: sha256('pg_web'), scopes: ['INCIDENTS_READ'] }]);
    const { page, sent } = await openPlayground({ ANONYMOUS_SCOPES: 'none', API_KEYS_FILE: file, INTROSPECTION: 'on' });
    await page.getByText('In Headers, below the query, replace your-api-key with your token').waitFor();
    await executeButton(page).click();
    await waitForResponse(page, 'Nothing was sent. First replace your-api-key in Headers with your token');
    expect(sent.documents).toEqual([]);
    expect(await accessibilityViolations(page)).toEqual([]);
    await saveScreenshot(page, 'token-first');
    await page.setViewportSize(SIZES.phone);
    await saveScreenshot(page, 'token-first-phone');
    await page.setViewportSize(SIZES.desktop);
    await typeHeaders(page, { authorization: 'Bearer pg_web' });
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await docsPlugin(page).getByRole('link', { name: 'Query', exact: true }).waitFor();
    await page.getByText('Read-only access: you cannot run mutations').waitFor();
    expect(await page.getByText('In Headers, below the query, replace your-api-key').isVisible()).toBe(false);
    await page.getByRole('region', { name: 'Variables', exact: true }).waitFor();
    expect(new Set(sent.tokens)).toEqual(new Set(['Bearer pg_web']));
  });

  test('does not restore the tabs of a sandbox at the same address', async () => {
    const { page } = await openPlayground();
    await page.evaluate(`localStorage.setItem('graphiql:tabState', JSON.stringify({ activeTabIndex: 0, tabs: [{
      id: 'x', title: 'LeftOpen', query: 'mutation LeftOpen { a }', variables: '{}', headers: null, operationName: null, response: null }] }))`);
    await page.reload();
    await queryEditor(page).getByText('Overview').waitFor();
    expect(await tabButton(page, 'LeftOpen').count()).toBe(0);
  });
});
