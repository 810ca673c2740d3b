import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Dispatcher } from 'undici';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { type CloudflareClient, createCloudflareClient } from '../../src/upstream/cloudflare/client.js';
import { createEventsClient } from '../../src/upstream/pagerduty/events/client.js';
import { createPagerDutyClient, type PagerDutyClient } from '../../src/upstream/pagerduty/client.js';
import { createApiKeyCredential } from '../../src/upstream/pagerduty/credential.js';
import { createOAuthCredential } from '../../src/upstream/pagerduty/oauth-token.js';
import { createPool } from '../../src/upstream/transport/http/pool.js';

const limits = { deadlineMs: 5000, tryTimeoutMs: 5000 };
const page = { limit: 100, offset: 0 };

let sandbox: Sandbox;
let pools: Dispatcher[];

beforeEach(async () => {
  pools = [];
  sandbox = await startSandbox();
});

afterEach(async () => {
  await Promise.all(pools.map((pool) => pool.destroy()));
  await sandbox.stop();
});

function createTestPool(baseUrl: string): Dispatcher {
  const pool = createPool(baseUrl);
  pools.push(pool);
  return pool;
}

function pagerduty(): PagerDutyClient {
  const account = sandbox.pagerduty;
  const credential = createApiKeyCredential(account.apiToken);
  return createPagerDutyClient({ account, credential, dispatcher: createTestPool(account.baseUrl), ...limits });
}

function cloudflare(): CloudflareClient {
  const account = sandbox.cloudflare;
  return createCloudflareClient({ account, dispatcher: createTestPool(account.baseUrl), ...limits });
}

describe('the clients and the sandbox', () => {
  it('agree on changes of an incident', async () => {
    const client = pagerduty();
    await client.acknowledgeIncident('PINC060');
    const snoozed = await client.snoozeIncident('PINC060', 3600);
    expect(snoozed.pending_actions).toMatchObject([{ type: 'unacknowledge' }]);
    const updated = await client.updateIncident('PINC060', { title: 'Fog', urgency: 'low', priorityId: 'PPRIO01' });
    expect(updated).toMatchObject({ title: 'Fog', urgency: 'low', priority: { id: 'PPRIO01' } });
    const given = await client.reassignIncident('PINC060', { userIds: ['PUSR006', 'PUSR007'] });
    expect(given.assignments).toHaveLength(2);
    await client.resolveIncident('PINC060');
    expect((await client.reopenIncident('PINC060')).value.status).toBe('triggered');
    expect((await client.mergeIncidents('PINC056', ['PINC060'])).id).toBe('PINC056');
    expect((await client.getIncident('PINC060')).resolve_reason?.incident?.id).toBe('PINC056');
  });

  it('agree on what belongs to an incident', async () => {
    const client = pagerduty();
    const { items: alerts } = await client.listAlerts('PINC058', { ...page, statuses: ['triggered'] });
    const [alert] = alerts;
    expect(await client.getAlert('PINC058', alert?.id ?? '')).toEqual(alert);
    const { items: entries } = await client.listLogEntries('PINC058', { ...page, isOverview: true });
    const [entry] = entries;
    expect(await client.getLogEntry(entry?.id ?? '')).toEqual(entry);
    expect((await client.getIncident('PINC058', ['body'])).body?.details).toMatchObject({ source: 'Payments Gateway' });
  });

  it('agree on the directory', async () => {
    const client = pagerduty();
    const onCalls = await client.listOnCalls({ ...page, escalationPolicyIds: ['PESC001'], include: ['users'] });
    expect(onCalls.items.map((onCall) => onCall.escalation_level)).toEqual([1, 2, 3]);
    expect((await client.listEscalationPolicies({ ...page, query: 'desk' })).items).toMatchObject([{ id: 'PESC004' }]);
    expect((await client.listTeams({ ...page, query: 'pay' })).items).toMatchObject([{ id: 'PTEAM02' }]);
    await expect(client.getMe()).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('agree that calendar URLs are never returned, however often a user is read', async () => {
    const client = pagerduty();
    const { baseUrl, apiToken } = sandbox.pagerduty;
    const headers = { authorization: `Token token=${apiToken}` };
    expect(await (await fetch(`${baseUrl}/users/PUSR001`, { headers })).text()).toContain('http_cal_url');
    for (let time = 0; time < 3; time += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(JSON.stringify(await client.getUser('PUSR001'))).not.toContain('cal_url');
    }
  });

  it('agree on events: a sent event is found by its key', async () => {
    const { eventsUrl, routingKeys } = sandbox.pagerduty;
    const events = createEventsClient({ baseUrl: eventsUrl, dispatcher: createTestPool(eventsUrl), ...limits });
    const key = routingKeys['booking-api'] ?? '';
    const event = {
      action: 'trigger',
      dedupKey: 'db03/disk',
      summary: 'Disk',
      source: 'db03',
      severity: 'error',
    } as const;
    expect(await events.sendEvent(key, event)).toMatchObject({ status: 'success', dedupKey: 'db03/disk' });
    const found = await pagerduty().listIncidents({ ...page, incidentKey: 'db03/disk' });
    expect(found.items).toMatchObject([{ title: 'Disk', incident_key: null }]);
    await expect(events.sendEvent('0'.repeat(32), event)).rejects.toMatchObject({ code: 'UPSTREAM_UNAUTHENTICATED' });
  });

  it('agree on app tokens: one that PagerDuty revoked is renewed', async () => {
    const { oauth, baseUrl } = sandbox.pagerduty;
    const scopes = ['teams.read', 'users.read'];
    sandbox.control.pagerduty.setSwitches({ appTokenScopes: ['teams.read'] });
    const credential = createOAuthCredential({ ...oauth, scopes, dispatcher: createTestPool(baseUrl), ...limits });
    const client = createPagerDutyClient({
      account: sandbox.pagerduty,
      credential,
      dispatcher: createTestPool(baseUrl),
      ...limits,
    });
    expect((await client.listTeams(page)).items).toHaveLength(3);
    expect(credential.missingScopes).toEqual(['users.read']);
    await expect(client.listUsers(page)).rejects.toMatchObject({ code: 'UPSTREAM_FORBIDDEN' });
    sandbox.control.pagerduty.reset();
    expect((await client.listTeams(page)).items).toHaveLength(3);
    expect(credential.missingScopes).toEqual([]);
  });

  it('agree on the history of notifications', async () => {
    const { items, total } = await cloudflare().listHistory({ page: 2, perPage: 25 });
    expect(items).toHaveLength(15);
    expect(total).toBeNull();
  });
});
