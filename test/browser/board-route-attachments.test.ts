import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sandboxGateway } from '../operations/sandbox-gateway.js';
import { inspectRoutes, openRoutes } from './board-routes-inspection.js';
import { describeInChromium, useChromium } from './harness.js';

const dialog = (page: Page) => page.getByRole('dialog');
const button = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true });

/** Chooses in the dialog and shows what would change. */
async function preview(page: Page, policy: string, destination: string): Promise<void> {
  if ((await dialog(page).count()) === 0)
    await page.getByRole('button', { name: 'Attach or detach a destination…' }).click();
  await dialog(page).getByLabel('Policy').selectOption({ label: policy });
  await dialog(page).getByLabel('Destination').selectOption({ label: destination });
  await button(page, 'Show what would change').click();
}

describeInChromium('a destination', () => {
  const browser = useChromium();
  const stage = sandboxGateway();
  const open = () => openRoutes(browser, stage.url);
  const writes = () => stage.sent.filter(({ method }) => method === 'PUT');

  test('is attached after its effect was shown, and detached again', async () => {
    const { page, consoleErrors } = await open();
    await preview(page, 'HTTP floods', 'Payments Gateway');
    await dialog(page).getByText('The policy would deliver to these destinations:').waitFor();
    await inspectRoutes(page, 'attach');
    expect(writes()).toEqual([]);
    await button(page, 'Attach').click();
    await dialog(page).getByText('Attached the destination to the policy.').waitFor();
    expect(writes()).toHaveLength(1);
    await dialog(page).getByRole('option', { name: 'Payments Gateway (attached)' }).waitFor({ state: 'attached' });
    await button(page, 'Show what would change').click();
    await button(page, 'Detach').waitFor();
    const remaining = await dialog(page).getByRole('listitem').allInnerTexts();
    expect(remaining.toSorted()).toEqual(['Origin Watch (old)', 'Website Edge']);
    await button(page, 'Detach').click();
    await dialog(page).getByText('Detached the destination from the policy.').waitFor();
    expect(writes()).toHaveLength(2);
    await inspectRoutes(page, 'detached');
    expect(consoleErrors).toEqual([]);
  });

  test('stays chosen while its effect is read', async () => {
    const { page } = await open();
    let release: (() => void) | undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('mutation AttachDestination')) await released;
      return route.continue();
    });
    await preview(page, 'HTTP floods', 'Payments Gateway');
    expect(await dialog(page).getByRole('combobox', { disabled: true }).count()).toBe(2);
    release?.();
    await button(page, 'Attach').waitFor();
    expect(await dialog(page).getByRole('combobox', { disabled: false }).count()).toBe(2);
  });

  test('is the last one of a policy only after that was accepted', async () => {
    const { page } = await open();
    await preview(page, 'Origin errors on checkout', 'Payments Gateway (attached)');
    await dialog(page).getByText('CONFIRMATION_REQUIRED').waitFor();
    expect(await button(page, 'Detach').count()).toBe(0);
    await button(page, 'Show what detaching the last one would change').click();
    await dialog(page).getByText('The policy would page nobody.').waitFor();
    expect(writes()).toEqual([]);
  });

  test('is attached although the response was lost, because the gateway reads the policy again', async () => {
    const { page } = await open();
    await preview(page, 'HTTP floods', 'Payments Gateway');
    await button(page, 'Attach').waitFor();
    stage.sandbox.control.cloudflare.addFault({ kind: 'lost-502', method: 'PUT' });
    await button(page, 'Attach').click();
    await dialog(page).getByText('Attached the destination to the policy.').waitFor();
    expect(writes()).toHaveLength(1);
  });

  test('stays as it is if Cloudflare is down, and the error has words and a code', async () => {
    const { page } = await open();
    await preview(page, 'Unhealthy pools page Platform', 'Payments Gateway');
    await button(page, 'Attach').waitFor();
    stage.sandbox.control.cloudflare.addFault({ kind: 'down', method: 'PUT' });
    await button(page, 'Attach').click();
    await dialog(page).getByText('UPSTREAM_UNAVAILABLE').waitFor();
    await inspectRoutes(page, 'attach-failed');
  });
});
