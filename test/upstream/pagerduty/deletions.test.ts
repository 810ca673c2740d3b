import { describe, expect, test } from '@jest/globals';
import type { PagerDutyClient } from '../../../src/upstream/pagerduty/client.js';
import { pagerDutyClientHarness } from './harness.js';

const harness = pagerDutyClientHarness();

const DELETIONS: readonly [name: string, remove: (client: PagerDutyClient) => Promise<unknown>][] = [
  ['deleteNote', (client) => client.deleteNote('P1', 'PN1')],
  ['endMaintenanceWindow', (client) => client.endMaintenanceWindow('PW1')],
  ['deleteOverride', (client) => client.deleteOverride('PS1', 'PO1')],
];

describe.each(DELETIONS)('%s', (_, remove) => {
  test.each([200, 204])('succeeds with a %i without a body', async (status) => {
    harness.respondWith(status, undefined);
    await remove(harness.client());
    expect(harness.sent).toMatchObject([{ method: 'DELETE', body: undefined }]);
  });

  test('does not take the page of a proxy for a success', async () => {
    harness.respondWith(200, '<html>Please sign in</html>');
    await expect(remove(harness.client())).rejects.toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE', outcome: 'UNKNOWN' });
  });
});

test.each([
  [204, undefined, 'deleted'],
  [200, undefined, 'ended'],
  [200, { override: { id: 'PO1' } }, 'ended'],
] as const)('the status %i with the body %j means that the override is %s', async (status, body, outcome) => {
  harness.respondWith(status, body);
  expect(await harness.client().deleteOverride('PS1', 'PO1')).toBe(outcome);
});
