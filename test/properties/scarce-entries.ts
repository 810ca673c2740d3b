import { expect } from '@jest/globals';
import type { Sandbox } from '../../src/sandbox/sandbox.js';

const SUBSCRIBERS = ['PUSR001', 'PUSR002', 'PUSR003'].map((id) => ({ subscriber_id: id, subscriber_type: 'user' }));
const WINDOWS = 3;
const DAY = 24 * 60 * 60 * 1000;

/** Adds entries to the lists of the walked objects that are empty or too short in a new sandbox. */
export async function addScarceEntries({ pagerduty, control }: Sandbox): Promise<void> {
  const headers = {
    authorization: `Token token=${pagerduty.apiToken}`,
    from: pagerduty.from,
    'content-type': 'application/json',
  };
  const post = async (path: string, body: object) => {
    const { status } = await fetch(pagerduty.baseUrl + path, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(status).toBeLessThan(300);
  };
  await post('/incidents/1258/status_updates/subscribers', { subscribers: SUBSCRIBERS });
  for (let count = 1; count <= WINDOWS; count += 1) {
    const window = {
      start_time: new Date(Date.now() + count * DAY).toISOString(),
      end_time: new Date(Date.now() + (count + 1) * DAY).toISOString(),
      services: [{ id: 'PSVC001', type: 'service_reference' }],
    };
    // oxlint-disable-next-line no-await-in-loop -- PagerDuty's order is that of their creation
    await post('/maintenance_windows', { maintenance_window: window });
  }
  control.pagerduty.clearCalls();
}
