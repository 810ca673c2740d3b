import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startReceiver } from '../../../test/sandbox/webhook-receiver.js';
import { startPagerDutyHarness, type VendorClientHarness } from './harness.js';

let harness: VendorClientHarness;
beforeEach(async () => {
  harness = await startPagerDutyHarness();
});
afterEach(() => harness.testSandbox.sandbox.stop());

const PATH = '/incident_workflows';
const INCIDENT = 'PINC058';

const start = (workflowId: string, details: object = {}) =>
  harness.post(
    `${PATH}/${workflowId}/instances`,
    {
      incident_workflow_instance: {
        id: 'OURS-1',
        type: 'incident_workflow_instance',
        incident: { id: INCIDENT, type: 'incident_reference' },
        ...details,
      },
    },
    '',
  );

describe('incident workflows', () => {
  test('are found by name, and have steps only on request', async () => {
    const { status, data } = await harness.get(PATH, { query: 'major', total: 'true' });
    expect([status, data.total, data.more]).toEqual([200, 1, false]);
    expect(data.incident_workflows).toMatchObject([{ type: 'incident_workflow', name: 'Major incident call' }]);
    expect(data.incident_workflows[0]).not.toHaveProperty('steps');
    const detailed = await harness.get(PATH, { 'include[]': ['steps', 'team'] });
    expect(detailed.data.incident_workflows.map(({ steps }: { steps: unknown }) => steps)).toEqual([[], [], []]);
  });

  test('are read one by one with status 201 and their steps', async () => {
    const { status, data } = await harness.get(`${PATH}/PWF0003`);
    expect([status, data.incident_workflow]).toMatchObject([201, { id: 'PWF0003', is_enabled: false, steps: [] }]);
  });
});

describe('the start of a workflow', () => {
  test('needs no From header, returns the id of the caller, and is reported by two webhooks', async () => {
    const receiver = await startReceiver();
    const subscription = {
      type: 'webhook_subscription',
      events: ['incident.workflow.started', 'incident.workflow.completed'],
      filter: { type: 'account_reference' },
      delivery_method: { type: 'http_delivery_method', url: receiver.url },
    };
    await harness.post('/webhook_subscriptions', { webhook_subscription: subscription });
    const { status, data } = await start('PWF0001');
    expect([status, data.incident_workflow_instance]).toMatchObject([
      201,
      { id: 'OURS-1', type: 'incident_workflow_instance', incident: { id: INCIDENT, summary: expect.any(String) } },
    ]);
    const webhooks = await receiver.waitFor(2);
    expect(receiver.types()).toEqual(['incident.workflow.started', 'incident.workflow.completed']);
    expect(webhooks.map(({ event }) => event['data']?.['id'])).toEqual(['OURS-1', 'OURS-1']);
    await receiver.stop();
  });

  test('makes an id if the caller has none', async () => {
    const { data } = await start('PWF0001', { id: undefined });
    expect(data.incident_workflow_instance.id).toMatch(/^PWFI/);
  });

  test('is refused for a disabled workflow and for an unknown one', async () => {
    const refused = [await start('PWF0003'), await start('PWF9999')];
    expect(refused.map(({ status, data }) => [status, data.error.code])).toEqual([
      [400, 2001],
      [404, 2100],
    ]);
  });

  test('is refused with 402 without the plan, like the list', async () => {
    harness.testSandbox.sandbox.control.pagerduty.setSwitches({ incidentWorkflows: 'unavailable' });
    const refused = [await start('PWF0001'), await harness.get(PATH)];
    expect(refused.map(({ status, data }) => [status, data.error.code])).toEqual([
      [402, 2014],
      [402, 2014],
    ]);
  });
});
