import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PagerDutyAccountConfig } from '../../../../src/config/config.js';
import { readConfig } from '../../../../src/config/read-config.js';
import { createGateway, type Gateway } from '../../../../src/gateway.js';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/sandbox.js';
import { recordingLog, type LogLine } from '../../../server/test-gateway.js';

const SCOPES = ['as_account-eu.acme', 'incidents.read', 'incidents.write', 'services.read'];

let sandboxes: { readonly main: Sandbox; readonly eu: Sandbox };
let gateway: Gateway;
let lines: readonly LogLine[];

/** The same account with an OAuth app instead of its key. */
function withOAuthApp({
  baseUrl,
  eventsUrl,
  region,
  routingKeys,
  from,
  oauth,
}: Sandbox['pagerduty']): PagerDutyAccountConfig {
  return { baseUrl, eventsUrl, region, routingKeys, from, app: { ...oauth, scopes: SCOPES } };
}

beforeAll(async () => {
  const [main, eu] = await Promise.all([startSandbox(), startSandbox({ seed: 2 })]);
  sandboxes = { main, eu };
});

beforeEach(async () => {
  const { main, eu } = sandboxes;
  const config = {
    ...readConfig({ UPSTREAMS: 'sandbox', REFERENCE_CACHE_SECONDS: '0' }),
    pagerduty: { byKey: { main: main.pagerduty, eu: withOAuthApp(eu.pagerduty) }, defaultKey: 'main' },
    cloudflare: { byKey: { main: main.cloudflare, eu: eu.cloudflare }, defaultKey: 'main' },
  };
  const { log, lines: written } = recordingLog();
  lines = written;
  gateway = await createGateway({ config, log });
});

afterEach(async () => {
  await gateway.stop();
  sandboxes.eu.control.pagerduty.reset();
});

afterAll(async () => {
  await Promise.all([sandboxes.main.stop(), sandboxes.eu.stop()]);
});

interface NotificationHistory {
  readonly cloudflareAccount: {
    readonly notificationHistory: { readonly nodes: readonly { readonly id: string }[]; readonly totalCount: null };
  };
}

async function run(query: string, variables: object = {}): Promise<{ data: unknown; errors?: object[] }> {
  const response = await gateway.app.inject({ method: 'POST', url: '/graphql', payload: { query, variables } });
  return response.json();
}

describe('a gateway with two accounts of each upstream', () => {
  const OPEN = 'query ($account: String) { incidents(account: $account, first: 1) { nodes { id title } } }';
  const SEND =
    'mutation ($input: SendAlertEventInput!) { sendAlertEvent(input: $input) { accepted userErrors { code } } }';

  test('sends an alert to the named account, where it becomes an incident, and not to the other', async () => {
    const event = { trigger: { summary: 'Disk at 99 %', source: 'db03', severity: 'ERROR' } };
    const sent = await run(SEND, { input: { account: 'eu', integration: 'booking-api', event } });
    expect(sent).toEqual({ data: { sendAlertEvent: { accepted: true, userErrors: [] } } });
    expect(await run(OPEN, { account: 'eu' })).toMatchObject({
      data: { incidents: { nodes: [{ id: expect.stringMatching(/^pagerduty:\/\/eu\//), title: 'Disk at 99 %' }] } },
    });
    expect(await run(OPEN, { account: 'main' })).toMatchObject({
      data: { incidents: { nodes: [{ title: 'Refund queue not draining' }] } },
    });
  });

  test('uses an OAuth app without a key and logs the missing scopes at start-up', async () => {
    const missing = ['incidents.write', 'services.read'];
    sandboxes.eu.control.pagerduty.setSwitches({ appTokenScopes: SCOPES.filter((scope) => !missing.includes(scope)) });
    await gateway.checkConfig();
    const warnings = lines.filter(({ level }) => level === 'warn').map(({ details }) => details);
    expect(warnings).toContainEqual({
      upstream: 'PAGERDUTY',
      account: 'eu',
      check: 'OAuth app',
      code: 'UPSTREAM_FORBIDDEN',
      reason: 'The OAuth app lacks incidents.write, services.read.',
      remedy: expect.any(String),
    });
    expect(await run('{ services(account: "eu") { nodes { id } } }')).toMatchObject({
      errors: [{ extensions: { code: 'UPSTREAM_FORBIDDEN' } }],
    });
    expect(JSON.stringify(lines)).not.toContain(sandboxes.eu.pagerduty.oauth.clientSecret);
  });

  test.each(['main', 'eu'])('returns the notification history of %s', async (key) => {
    const { data } = await run(
      'query ($key: String) { cloudflareAccount(key: $key) { notificationHistory(first: 30) { totalCount nodes { id } } } }',
      { key },
    );
    const { nodes, totalCount } = (data as NotificationHistory).cloudflareAccount.notificationHistory;
    expect([nodes.length, totalCount]).toEqual([30, null]);
    expect(nodes.filter(({ id }) => !id.startsWith(`cloudflare://${key}/Notification/`))).toEqual([]);
  });
});
