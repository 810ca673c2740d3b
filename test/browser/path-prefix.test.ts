import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sandboxGateway } from '../operations/sandbox-gateway.js';
import { useChromium, describeInChromium } from './harness.js';
import { prefixProxy } from './prefix-proxy.js';
import { docsPlugin, executeButton, queryEditor, waitForResponse } from './graphiql-page.js';

describeInChromium('the playground behind a prefix', () => {
  const stage = sandboxGateway();
  const browser = useChromium();
  const proxy = prefixProxy('/ops', () => stage.url);

  beforeAll(() => new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening)));
  afterAll(() => new Promise((closed) => proxy.close(closed).closeAllConnections()));

  test('opens from the root of the prefix and finds its files, its schema and its gateway', async () => {
    const { page, consoleErrors } = await browser.visit(
      `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/ops/`,
    );
    await queryEditor(page).getByText('Overview').waitFor();
    expect(new URL(page.url()).pathname).toBe('/ops/graphql');
    await executeButton(page).click();
    await waitForResponse(page, '"pagerDutyDestinations"');
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await docsPlugin(page).getByRole('link', { name: 'Query', exact: true }).waitFor();
    expect(consoleErrors).toEqual([]);
  });
});
