import { expect } from '@jest/globals';
import type { CloudflareClient } from '../../src/upstream/cloudflare/client.js';
import { toPolicyBody } from '../../src/upstream/cloudflare/policy-body.js';
import type { HistoryQuery } from '../../src/upstream/cloudflare/wire.js';
import type { RequestPerMethod } from './request-per-method.js';

const HISTORY: Required<HistoryQuery> = {
  page: 2,
  perPage: 10,
  since: '2026-01-01T00:00:00Z',
  before: '2026-03-18T12:00:00Z',
};

async function findPolicyId(client: CloudflareClient): Promise<string> {
  return (await client.listPolicies())[0]?.id ?? '';
}

/** Two days ahead by the clock of the sandbox. */
async function silence(client: CloudflareClient): Promise<void> {
  const [start, end] = ['2026-03-20T12:00:00Z', '2026-03-20T14:00:00Z'];
  await client.createSilence({ policy_id: await findPolicyId(client), start_time: start, end_time: end });
}

/** Each request to Cloudflare with all its parameters. */
export const cloudflareRequests: RequestPerMethod<CloudflareClient> = {
  listPagerDutyDestinations: (client) => client.listPagerDutyDestinations(),
  deletePagerDutyDestinations: (client) => client.deletePagerDutyDestinations(),
  createConnectToken: (client) => client.createConnectToken(),
  linkPagerDuty: async (client) => {
    const { result } = await client.createConnectToken();
    await expect(client.linkPagerDuty(result.id)).rejects.toMatchObject({ code: 'CONNECT_TOKEN_REJECTED' });
  },
  getPagerDutyEligibility: (client) => client.getPagerDutyEligibility(),
  listPolicies: (client) => client.listPolicies(),
  listWebhookDestinations: (client) => client.listWebhookDestinations(),
  listAlertTypes: (client) => client.listAlertTypes(),
  createPolicy: (client) =>
    client.createPolicy({
      name: 'Floods',
      description: 'Pages on-call',
      enabled: true,
      alert_type: 'http_alert_origin_error',
      alert_interval: '30m',
      mechanisms: { email: [{ id: 'oncall@example.com' }] },
      filters: { zones: ['a'], slo: ['99.9'] },
    }),
  getPolicy: async (client) => client.getPolicy(await findPolicyId(client)),
  replacePolicy: async (client) => {
    const policy = await client.getPolicy(await findPolicyId(client));
    await client.replacePolicy(policy.id, toPolicyBody({ ...policy, description: 'Pages on-call' }));
  },
  deletePolicy: async (client) => client.deletePolicy(await findPolicyId(client)),
  listSilences: (client) => client.listSilences(),
  createSilence: silence,
  deleteSilence: async (client) => {
    await silence(client);
    await client.deleteSilence((await client.listSilences())[0]?.id ?? '');
  },
  listHistory: (client) => client.listHistory(HISTORY),
};
