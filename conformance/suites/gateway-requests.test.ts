import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestSandbox, type TestSandbox } from '../../test/sandbox/harness.js';
import { createCloudflareClient } from '../../src/upstream/cloudflare/client.js';
import { createPagerDutyClient, type PagerDutyClient } from '../../src/upstream/pagerduty/client.js';
import { createApiKeyCredential } from '../../src/upstream/pagerduty/credential.js';
import { createEventsClient } from '../../src/upstream/pagerduty/events/client.js';
import type { LogEntryQuery } from '../../src/upstream/pagerduty/wire-alert.js';
import type { IncidentDraft, IncidentQuery, NameQuery, ServiceQuery } from '../../src/upstream/pagerduty/wire.js';
import { createPool } from '../../src/upstream/transport/http/pool.js';
import { cloudflareRequests } from './cloudflare-requests.js';
import { eventRequests } from './event-requests.js';
import { incidentPartRequests } from './incident-part-requests.js';
import { changeEventRequests } from './change-event-requests.js';
import { scheduleRequests } from './schedule-requests.js';
import { customFieldRequests } from './custom-field-requests.js';
import { businessServiceRequests } from './business-service-requests.js';
import { incidentWorkflowRequests } from './incident-workflow-requests.js';
import { maintenanceWindowRequests } from './maintenance-window-requests.js';
import type { RequestPerMethod } from './request-per-method.js';
import { webhookSubscriptionRequests } from './webhook-subscription-requests.js';

// Sends every request of the gateway with all its parameters, so that the vendors' documents validate each. A new client
// method is a compile error here until it has a request.

let testSandbox: TestSandbox;
let pools: ReturnType<typeof createPool>[];
beforeEach(async () => {
  testSandbox = await startTestSandbox();
  pools = [];
});
afterEach(async () => {
  await Promise.all(pools.map((pool) => pool.destroy()));
  await testSandbox.sandbox.stop();
});

function overRecordedPool<T extends { readonly baseUrl: string }>(account: T) {
  const dispatcher = createPool(account.baseUrl);
  pools.push(dispatcher);
  return { account, dispatcher, deadlineMs: 5000, tryTimeoutMs: 5000 };
}

const ACTOR = 'tomasz.wilk@example.com';
const OPEN_INCIDENT = 'PINC060';
const PAGE = { limit: 100, offset: 0, total: true };
const WINDOW = { since: '2026-01-01T00:00:00Z', until: '2026-03-18T12:00:00Z' };
const BY_NAME: Required<NameQuery> = { ...PAGE, query: 'pay' };

const INCIDENTS: Required<IncidentQuery> = {
  ...PAGE,
  ...WINDOW,
  statuses: ['triggered', 'acknowledged'],
  urgencies: ['high', 'low'],
  serviceIds: ['PSVC001', 'PSVC003'],
  userIds: ['PUSR002', 'PUSR009'],
  teamIds: ['PTEAM01', 'PTEAM03'],
  incidentKey: 'port/fog',
  sortBy: ['urgency:desc', 'created_at:asc'],
  include: [
    'acknowledgers',
    'agents',
    'assignees',
    'body',
    'conference_bridge',
    'escalation_policies',
    'priorities',
    'services',
    'teams',
  ],
};

const INCIDENT_DRAFT: Required<Omit<IncidentDraft, 'assigneeId' | 'escalationPolicyId'>> = {
  title: 'Fog over the port',
  serviceId: 'PSVC001',
  incidentKey: 'port/fog',
  urgency: 'low',
  priorityId: 'PPRIO02',
  details: 'Nothing to be seen.',
  incidentType: 'major_incident',
};

const SERVICES: Required<ServiceQuery> = { ...PAGE, query: 'book', name: 'Booking API' };
const LOG_ENTRIES: Required<LogEntryQuery> = {
  ...PAGE,
  ...WINDOW,
  isOverview: true,
  include: ['channels', 'incidents', 'services', 'teams'],
};

const pagerduty: RequestPerMethod<PagerDutyClient> = {
  listIncidents: async (client) => {
    await client.listIncidents({ limit: 100, offset: 0 });
    return client.listIncidents(INCIDENTS);
  },
  getIncident: (client) => client.getIncident('1260', INCIDENTS.include),
  listLogEntries: (client) => client.listLogEntries(OPEN_INCIDENT, LOG_ENTRIES),
  listAccountLogEntries: (client) => client.listAccountLogEntries({ ...LOG_ENTRIES, include: ['incidents'] }),
  getLogEntry: async (client) => {
    const { items } = await client.listLogEntries(OPEN_INCIDENT, PAGE);
    return client.getLogEntry(items[0]?.id ?? '');
  },
  createIncident: async (client) => {
    await client.createIncident({ ...INCIDENT_DRAFT, assigneeId: 'PUSR003' });
    return client.createIncident({ ...INCIDENT_DRAFT, incidentKey: 'port/haze', escalationPolicyId: 'PESC003' }, ACTOR);
  },
  acknowledgeIncident: (client) => client.acknowledgeIncident(OPEN_INCIDENT, ACTOR),
  resolveIncident: (client) => client.resolveIncident(OPEN_INCIDENT, 'The fog lifted.', ACTOR),
  acknowledgeIncidents: (client) => client.acknowledgeIncidents([OPEN_INCIDENT, 'PINC059'], ACTOR),
  resolveIncidents: (client) => client.resolveIncidents([OPEN_INCIDENT, 'PINC059'], 'The fog lifted.', ACTOR),
  reopenIncident: async (client) => {
    await client.resolveIncident(OPEN_INCIDENT);
    return client.reopenIncident(OPEN_INCIDENT, ACTOR);
  },
  updateIncident: (client) =>
    client.updateIncident(OPEN_INCIDENT, { title: 'Haze', urgency: 'low', priorityId: 'PPRIO04' }, ACTOR),
  reassignIncident: async (client) => {
    await client.reassignIncident(OPEN_INCIDENT, { userIds: ['PUSR006', 'PUSR007'] });
    return client.reassignIncident(OPEN_INCIDENT, { escalationPolicyId: 'PESC001', escalationLevel: 2 }, ACTOR);
  },
  snoozeIncident: async (client) => {
    await client.acknowledgeIncident(OPEN_INCIDENT);
    return client.snoozeIncident(OPEN_INCIDENT, 3600, ACTOR);
  },
  mergeIncidents: (client) => client.mergeIncidents(OPEN_INCIDENT, ['PINC058'], ACTOR),
  listServices: (client) => client.listServices(SERVICES),
  getService: (client) => client.getService('PSVC001'),
  listUsers: (client) => client.listUsers(BY_NAME),
  getUser: (client) => client.getUser('PUSR001'),
  getMe: (client) => expect(client.getMe()).rejects.toMatchObject({ code: 'INVALID_INPUT' }),
  listEscalationPolicies: (client) => client.listEscalationPolicies(BY_NAME),
  getEscalationPolicy: (client) => client.getEscalationPolicy('PESC001'),
  listTeams: (client) => client.listTeams(BY_NAME),
  getTeam: (client) => client.getTeam('PTEAM01'),
  listPriorities: (client) => client.listPriorities(PAGE),
  ...scheduleRequests,
  ...customFieldRequests,
  ...incidentPartRequests,
  ...changeEventRequests,
  ...businessServiceRequests,
  ...incidentWorkflowRequests,
  ...maintenanceWindowRequests,
  listPastIncidents: (client) => client.listPastIncidents(OPEN_INCIDENT, 5),
  listRelatedIncidents: (client) => client.listRelatedIncidents(OPEN_INCIDENT),
  getOutlierIncident: (client) => client.getOutlierIncident(OPEN_INCIDENT),
  ...webhookSubscriptionRequests,
};

describe('a request with all its parameters', () => {
  test.each(Object.entries(pagerduty))('PagerDuty accepts %s', async (_, send) => {
    const { pagerduty: account } = testSandbox.sandbox;
    await send(
      createPagerDutyClient({ ...overRecordedPool(account), credential: createApiKeyCredential(account.apiToken) }),
    );
  });

  test.each(Object.entries(eventRequests))('the Events API accepts %s', async (_, send) => {
    const { eventsUrl: baseUrl, routingKeys } = testSandbox.sandbox.pagerduty;
    const { dispatcher, deadlineMs, tryTimeoutMs } = overRecordedPool({ baseUrl });
    await send(createEventsClient({ baseUrl, dispatcher, deadlineMs, tryTimeoutMs }), routingKeys['kiosks'] ?? '');
  });

  test.each(Object.entries(cloudflareRequests))('Cloudflare accepts %s', async (_, send) => {
    await send(createCloudflareClient(overRecordedPool(testSandbox.sandbox.cloudflare)));
  });
});
