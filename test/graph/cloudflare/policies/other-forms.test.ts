import { describe, expect, test } from '@jest/globals';
import { mockGateway } from '../../mock-gateway.js';
import { cloudflareResult, type WireObject } from '../../upstream-responses.js';

const { cloudflare, run } = mockGateway();

const POLICY = 'f174e90afafe4643bbbc4a0ed4fc8415';
const PATH = `/policies/${POLICY}`;

/** As Cloudflare may keep what was sent as `["99.9"]`, `["100"]` and `30m`. */
const KEPT: WireObject = {
  id: POLICY,
  name: 'Floods',
  enabled: true,
  alert_type: 'billing_usage_alert',
  alert_interval: '30m0s',
  filters: { slo: [99.9], limit: [100, 200], enabled: [true] },
  mechanisms: { email: [{ id: 'oncall@example.com' }] },
};
const FILTERS = `filters: [
  { key: "slo", values: ["99.9", "99.9"] }, { key: "limit", values: ["200", "100"] }, { key: "enabled", values: ["true"] }
]`;
const ALERT_TYPE = {
  type: 'billing_usage_alert',
  filter_options: ['slo', 'limit', 'enabled', 'product'].map((key) => ({ Key: key, Range: '0-n' })),
};

function mockReads(...policies: readonly WireObject[]): void {
  for (const policy of policies) cloudflare.expects('GET', PATH).respondsWith(200, cloudflareResult(policy));
  cloudflare.expects('GET', '/available_alerts').respondsWith(200, cloudflareResult({ Billing: [ALERT_TYPE] }));
}

async function update(members: string): Promise<unknown> {
  const input = `input: { policy: "${POLICY}", ${members} }`;
  const document = `mutation { answer: updateNotificationPolicy(${input}) { changed differences { path } userErrors { code message } } }`;
  const { data, errors } = await run<{ answer: unknown }>(document);
  expect(errors).toBeUndefined();
  return data.answer;
}

describe('values that Cloudflare keeps in another form', () => {
  test('are no change', async () => {
    mockReads(KEPT);
    expect(await update(`alertInterval: "1800s", ${FILTERS}`)).toEqual({
      changed: false,
      differences: [],
      userErrors: [],
    });
  });

  test('are no conflict after the write', async () => {
    const before = { ...KEPT, alert_interval: '1h', filters: {} };
    mockReads(before, before, KEPT);
    cloudflare.expects('PUT', PATH).respondsWith(200, cloudflareResult({ id: POLICY }));
    const paths = ['alert_interval', 'filters.enabled', 'filters.limit', 'filters.slo'];
    expect(await update(`alertInterval: "30m", ${FILTERS}`)).toEqual({
      changed: true,
      differences: paths.map((path) => ({ path })),
      userErrors: [],
    });
  });
});
