import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sandboxGateway } from '../operations/sandbox-gateway.js';
import { seriousFindings } from './accessibility.js';
import { chromiumStage, describeInChromium, keepScreenshot, type SIZES } from './browser.js';

const queryOf = (page: Page) => page.locator('.graphiql-query-editor .monaco-editor');

/** Waits until the answer holds this. */
const seeAnswer = (page: Page, text: string) => page.locator('.graphiql-response').getByText(text).first().waitFor();

async function run(page: Page, tab: string): Promise<void> {
  await page.getByRole('button', { name: tab, exact: true }).click();
  await queryOf(page).getByText(tab, { exact: true }).waitFor();
  await page.getByRole('button', { name: /^Execute query/ }).click();
}

describeInChromium('the playground', () => {
  const stage = sandboxGateway();
  const browser = chromiumStage();

  async function open(size?: keyof typeof SIZES) {
    const visit = await browser.visit(`${stage.url}/graphql`, size);
    await queryOf(visit.page).getByText('Overview').waitFor();
    return visit;
  }

  test.each(['desktop', 'phone'] as const)('shows data at the press of its button (%s)', async (size) => {
    const { page, complaints } = await open(size);
    await page.getByRole('button', { name: /^Execute query/ }).click();
    await seeAnswer(page, '"pagerDutyDestinations"');
    await keepScreenshot(page, `overview-${size}`);
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('changes what it is told to, from the keyboard alone', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: 'TriggerIncident', exact: true }).focus();
    await page.keyboard.press('Enter');
    await queryOf(page).getByText('triggerIncident', { exact: true }).waitFor();
    await queryOf(page).locator('textarea, .native-edit-context').first().focus();
    await page.keyboard.press('Control+Enter');
    await seeAnswer(page, '"created"');
    await seeAnswer(page, 'true');
    await keepScreenshot(page, 'trigger-incident');
  });

  test('tells an error in words, with its code and whether to repeat', async () => {
    stage.sandbox.control.pagerduty.fault({ kind: 'down', times: 10 });
    const { page } = await open();
    await run(page, 'ListIncidents');
    await seeAnswer(page, 'UPSTREAM_UNAVAILABLE');
    await seeAnswer(page, '"retryable"');
    await keepScreenshot(page, 'error');
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('says what an answer has cost', async () => {
    const { page } = await open();
    await run(page, 'GetService');
    await page
      .getByRole('status')
      .filter({ hasText: /^1 upstream call, \d+ ms$/ })
      .waitFor();
  });

  test('explains the schema', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    const docs = page.locator('.graphiql-plugin');
    await docs.getByRole('link', { name: 'Mutation', exact: true }).click();
    await docs.getByRole('link', { name: 'triggerIncident', exact: true }).click();
    await docs.getByText('people are notified at once').waitFor();
    await keepScreenshot(page, 'documentation');
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('remembers what was asked, but no token', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: 'Headers', exact: true }).click();
    await page.locator('.graphiql-editor-tool .monaco-editor:visible').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('{ "x-pagergraph-note": "secret-of-mine" }');
    // The editor closes the brace a second time.
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: /^Execute query/ }).click();
    await seeAnswer(page, '"pagerDutyDestinations"');
    await page.getByRole('button', { name: 'Show History' }).click();
    await page.locator('.graphiql-history-item').getByText('Overview').first().waitFor();
    await keepScreenshot(page, 'history');
    expect(await seriousFindings(page)).toEqual([]);
    const stored = await page.evaluate<string>('JSON.stringify(localStorage)');
    expect([stored.includes('Overview'), stored.includes('secret-of-mine')]).toEqual([true, false]);
  });
});

describeInChromium('the playground of a gateway that asks for a token', () => {
  const stage = sandboxGateway({ ANONYMOUS_SCOPES: 'none' });
  const browser = chromiumStage();

  test('has a place for it, and a token typed in one tab serves the others', async () => {
    const { page } = await browser.visit(`${stage.url}/graphql`);
    const headers = page.locator('.graphiql-editor-tool .monaco-editor:visible');
    await headers.getByText('Bearer your-api-key').waitFor();
    await keepScreenshot(page, 'token');
    await headers.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('{ "authorization": "Bearer typed-by-me" }');
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: /^Execute query/ }).click();
    await seeAnswer(page, 'UNAUTHENTICATED');
    const [request] = await Promise.all([page.waitForRequest('**/graphql'), run(page, 'ListIncidents')]);
    expect(request.headers()['authorization']).toBe('Bearer typed-by-me');
  });
});
