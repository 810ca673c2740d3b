import { expect, test } from '@jest/globals';
import { liveGateways } from '../harness.js';
import { ANYONE, eventStreams, nextData, OPEN_INCIDENTS, waitForLog } from '../live/live-harness.js';

const gateways = liveGateways();
const { subscribe } = eventStreams();

/** Creates the webhook subscription at PagerDuty, which then sends nothing to it. */
async function createInactiveSubscription(): Promise<string> {
  const { baseUrl, apiToken } = gateways.sandbox().pagerduty;
  const send = async (path: string, method: string, subscription: object) => {
    const response = await fetch(`${baseUrl}/webhook_subscriptions${path}`, {
      method,
      headers: { authorization: `Token token=${apiToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ webhook_subscription: subscription }),
    });
    const { webhook_subscription: saved } = (await response.json()) as { webhook_subscription: { id: string } };
    return saved.id;
  };
  const id = await send('', 'POST', {
    type: 'webhook_subscription',
    events: ['incident.triggered'],
    filter: { type: 'account_reference' },
    delivery_method: { type: 'http_delivery_method', url: 'http://127.0.0.1:9/webhooks/pagerduty/main' },
  });
  return send(`/${id}`, 'PUT', { active: false });
}

const readiness = async (url: string) => {
  const response = await fetch(`${url}/health/ready`);
  return { status: response.status, body: await response.json() };
};

test('/health/ready has the state of each feed, names nobody, and does not depend on it', async () => {
  const webhookSubscriptionId = await createInactiveSubscription();
  const gateway = await gateways.open(ANYONE, {
    accountOverrides: { webhookSubscriptionId, webhookSecrets: ['the-secret'] },
  });
  expect(await readiness(gateway.url)).toEqual({ status: 200, body: { status: 'ok', feeds: [] } });
  await nextData(await subscribe(gateway, OPEN_INCIDENTS));
  await waitForLog(gateway, 'PagerDuty delivers no webhooks; the live feed polls instead');
  expect(await readiness(gateway.url)).toEqual({
    status: 200,
    body: {
      status: 'ok',
      feeds: [
        {
          source: 'POLL',
          maxLagSeconds: expect.any(Number),
          isShared: null,
          webhook: { isActive: false, isTemporarilyDisabled: false },
        },
      ],
    },
  });
});
