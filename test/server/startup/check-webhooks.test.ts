import { afterEach, expect, test } from '@jest/globals';
import { Pool } from 'undici';
import type { Finding } from '../../../src/server/startup/finding.js';
import { createPagerDutyClient, type PagerDutyClient } from '../../../src/upstream/pagerduty/client.js';
import { createApiKeyCredential } from '../../../src/upstream/pagerduty/credential.js';
import { liveGateways } from '../harness.js';

const gateways = liveGateways();

const LIVE = { ANONYMOUS_SCOPES: 'INCIDENTS_READ' };
const SECRETS = ['the-secret-of-the-subscription'];

const pools: Pool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.destroy()));
});

/** What an operator does at PagerDuty. */
function operator(): PagerDutyClient {
  const account = gateways.sandbox().pagerduty;
  const dispatcher = new Pool(account.baseUrl);
  pools.push(dispatcher);
  const credential = createApiKeyCredential(account.apiToken);
  return createPagerDutyClient({ account, credential, dispatcher, deadlineMs: 5_000, tryTimeoutMs: 5_000 });
}

async function subscribe(url: string): Promise<string> {
  const draft = { url, events: ['incident.triggered'], description: 'pagergraph' };
  return (await operator().createWebhookSubscription(draft)).id;
}

async function findFinding(account: { webhookSecrets?: string[]; webhookSubscriptionId?: string }): Promise<Finding> {
  const { gateway } = await gateways.open(LIVE, { accountOverrides: account });
  const [report] = await gateway.checkConfig();
  const found = report?.findings.find(({ check }) => check === 'webhooks');
  if (found === undefined) throw new Error('There is no finding about webhooks.');
  expect(JSON.stringify(report)).not.toContain(SECRETS[0]);
  return found;
}

const URL_OF_GATEWAY = 'http://127.0.0.1:9/prefix/webhooks/pagerduty/main';

test('without webhooks nothing is read', async () => {
  expect(await findFinding({})).toMatchObject({ status: 'OK', message: 'None configured: the live feed polls.' });
  expect(
    gateways
      .sandbox()
      .control.pagerduty.calls()
      .filter(({ path }) => path.includes('webhook')),
  ).toEqual([]);
});

test('an active subscription to this gateway is right', async () => {
  const webhookSubscriptionId = await subscribe(URL_OF_GATEWAY);
  expect(await findFinding({ webhookSecrets: SECRETS, webhookSubscriptionId })).toEqual({
    check: 'webhooks',
    status: 'OK',
    message: 'PagerDuty delivers to 127.0.0.1:9.',
  });
});

test.each([
  ['secrets without a subscription', { webhookSecrets: SECRETS }, 'NOTE', 'without WEBHOOK_SUBSCRIPTION_ID'],
  ['a subscription without secrets', { webhookSubscriptionId: 'PWHK0001' }, 'PROBLEM', 'without WEBHOOK_SECRETS'],
  [
    'a missing subscription',
    { webhookSecrets: SECRETS, webhookSubscriptionId: 'PWHK0404' },
    'PROBLEM',
    'PagerDuty has no webhook subscription PWHK0404.',
  ],
])('%s gets a finding with a remedy', async (_what, account, status, message) => {
  expect(await findFinding(account)).toMatchObject({
    status,
    message: expect.stringContaining(message),
    remedy: expect.stringContaining('npm run webhook'),
  });
});

test.each(['http://127.0.0.1:9/webhooks/pagerduty/other', 'http://127.0.0.1:9/elsewhere'])(
  'a subscription to %s delivers to another address',
  async (url) => {
    const webhookSubscriptionId = await subscribe(url);
    expect(await findFinding({ webhookSecrets: SECRETS, webhookSubscriptionId })).toMatchObject({
      status: 'PROBLEM',
      message: expect.stringContaining('another address than /webhooks/pagerduty/main'),
    });
  },
);

test('a paused subscription is a problem', async () => {
  const webhookSubscriptionId = await subscribe(URL_OF_GATEWAY);
  await operator().updateWebhookSubscription(webhookSubscriptionId, { active: false });
  expect(await findFinding({ webhookSecrets: SECRETS, webhookSubscriptionId })).toMatchObject({
    status: 'PROBLEM',
    message: expect.stringContaining('is paused'),
    remedy: expect.stringContaining('npm run webhook -- enable'),
  });
});

test('a subscription that PagerDuty disabled is a problem', async () => {
  // The gateway has no secret, so it refuses three webhooks in a row.
  const { url } = await gateways.open(LIVE);
  const webhookSubscriptionId = await subscribe(`${url}/webhooks/pagerduty/main`);
  const client = operator();
  const isDisabled = async () =>
    (await client.getWebhookSubscription(webhookSubscriptionId)).delivery_method?.temporarily_disabled === true;
  for (let count = 0; count < 3; count += 1) await client.pingWebhookSubscription(webhookSubscriptionId);
  while (!(await isDisabled()));
  expect(await findFinding({ webhookSecrets: SECRETS, webhookSubscriptionId })).toMatchObject({
    status: 'PROBLEM',
    message: expect.stringContaining('after three dropped webhooks in a row'),
    remedy: expect.stringContaining('npm run webhook -- enable'),
  });
});
