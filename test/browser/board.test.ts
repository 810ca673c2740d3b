import { expect, test } from '@jest/globals';
import { sandboxGateway } from '../operations/sandbox-gateway.js';
import { openBoard } from './board-page.js';
import { describeInChromium, useChromium } from './harness.js';

describeInChromium('the board', () => {
  const browser = useChromium();
  const stage = sandboxGateway();

  test('opens with the open incidents, and its policy blocks nothing that it needs', async () => {
    const { page, consoleErrors } = await openBoard(browser, stage.url);
    expect(await page.getByRole('heading', { name: 'Now' }).isVisible()).toBe(true);
    expect(await page.getByRole('listitem').count()).toBeGreaterThan(10);
    expect(consoleErrors).toEqual([]);
  });
});
