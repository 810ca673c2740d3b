import { describe, expect, test } from '@jest/globals';
import { cacheCloudflareReferences } from '../../src/upstream/cached-cloudflare-client.js';
import { cachePagerDutyReferences } from '../../src/upstream/cached-pagerduty-client.js';
import type { CloudflareClient } from '../../src/upstream/cloudflare/client.js';
import type { PagerDutyClient } from '../../src/upstream/pagerduty/client.js';
import type { RequestScope } from '../../src/upstream/transport/request-scope.js';
import { Cancellation } from '../../src/shared/cancellation.js';

type Methods = Readonly<Record<string, (...args: readonly unknown[]) => Promise<unknown>>>;

const REFERENCES = ['getService', 'getUser', 'getTeam', 'getEscalationPolicy'];
const LISTS = ['listServices', 'listUsers', 'listTeams', 'listEscalationPolicies', 'listPriorities'];
const DEFINITIONS = ['listIncidentTypes', 'listCustomFields'];
const NEVER_CACHED = [
  'getIncident',
  'listIncidents',
  'listOnCalls',
  'listSchedules',
  'getSchedule',
  'listOverrides',
  'listNotes',
  'listAlerts',
  'listLogEntries',
  'listFieldValues',
  'listPastIncidents',
  'listRelatedIncidents',
  'getOutlierIncident',
  'listChangeEvents',
  'getChangeEvent',
  'listChangeEventsOfService',
  'listRelatedChangeEvents',
  'listBusinessServices',
  'getBusinessService',
  'listImpacts',
  'listImpactors',
  'listIncidentWorkflows',
  'getIncidentWorkflow',
  'listMaintenanceWindows',
  'getMaintenanceWindow',
];
const SERVICE_WRITES = [
  'createIncident',
  'acknowledgeIncident',
  'resolveIncident',
  'acknowledgeIncidents',
  'resolveIncidents',
  'reopenIncident',
  'mergeIncidents',
  'createMaintenanceWindow',
  'endMaintenanceWindow',
  'resolveAlerts',
  'moveAlerts',
];
const OTHER_WRITES = [
  'updateIncident',
  'reassignIncident',
  'snoozeIncident',
  'setFieldValues',
  'addNote',
  'updateNote',
  'deleteNote',
  'requestResponders',
  'cancelResponderRequests',
  'publishStatusUpdate',
  'addSubscribers',
  'createOverride',
  'deleteOverride',
];
const CLOUDFLARE = [
  'listPolicies',
  'listAlertTypes',
  'listSilences',
  'createSilence',
  'deleteSilence',
  'listPagerDutyDestinations',
  'getPagerDutyEligibility',
  'listHistory',
  'linkPagerDuty',
  'deletePagerDutyDestinations',
  'listWebhookDestinations',
  'createPolicy',
  'getPolicy',
  'replacePolicy',
  'deletePolicy',
];

/** A client that returns the number of each call; its methods are in its prototype, as in real clients. */
function countingClient(names: readonly string[]): { client: Methods; calls: () => number } {
  let calls = 0;
  const response = async () => ({ nth: (calls += 1) });
  const methods = Object.fromEntries(names.map((name) => [name, response]));
  return { client: Object.create(methods) as Methods, calls: () => calls };
}

function pagerduty(seconds: number) {
  const { client, calls } = countingClient([
    ...REFERENCES,
    ...LISTS,
    ...DEFINITIONS,
    ...NEVER_CACHED,
    ...SERVICE_WRITES,
    ...OTHER_WRITES,
  ]);
  return {
    client: cachePagerDutyReferences(client as unknown as PagerDutyClient, seconds) as unknown as Methods,
    calls,
  };
}

function cloudflare(seconds: number) {
  const { client, calls } = countingClient(CLOUDFLARE);
  return {
    client: cacheCloudflareReferences(client as unknown as CloudflareClient, seconds) as unknown as Methods,
    calls,
  };
}

async function callTwice(client: Methods, name: string, argument: unknown): Promise<void> {
  await client[name]?.(argument);
  await client[name]?.(argument);
}

describe('PagerDuty', () => {
  test.each([...REFERENCES, ...LISTS])('%s is cached', async (name) => {
    const { client, calls } = pagerduty(30);
    await callTwice(client, name, 'P1');
    expect(calls()).toBe(1);
    await client[name]?.('P2');
    expect(calls()).toBe(2);
  });

  test.each(NEVER_CACHED)('%s is never cached', async (name) => {
    const { client, calls } = pagerduty(30);
    await callTwice(client, name, 'P1');
    expect(calls()).toBe(2);
  });

  test.each(SERVICE_WRITES)(
    '%s invalidates services, whose status follows their incidents and windows',
    async (name) => {
      const { client, calls } = pagerduty(30);
      await client['getService']?.('P1');
      await client[name]?.('P1');
      await client['getService']?.('P1');
      expect(calls()).toBe(3);
    },
  );

  test.each(['getUser', 'getTeam', 'getEscalationPolicy', 'listPriorities'])(
    '%s stays cached when an incident is acknowledged',
    async (name) => {
      const { client, calls } = pagerduty(30);
      await client[name]?.('P1');
      await client['acknowledgeIncident']?.('P1');
      await client[name]?.('P1');
      expect(calls()).toBe(2);
    },
  );

  test.each(OTHER_WRITES)('%s invalidates nothing', async (name) => {
    const { client, calls } = pagerduty(30);
    await client['getService']?.('P1');
    await client[name]?.('P1');
    await client['getService']?.('P1');
    expect(calls()).toBe(2);
  });

  test('nothing is cached for 0 seconds', async () => {
    const { client, calls } = pagerduty(0);
    await callTwice(client, 'getService', 'P1');
    expect(calls()).toBe(2);
  });

  test('nothing is shared between accounts', async () => {
    const { client } = pagerduty(30);
    const other = pagerduty(30);
    await client['getService']?.('P1');
    await other.client['getService']?.('P1');
    expect(other.calls()).toBe(1);
  });
});

describe('Cloudflare', () => {
  test.each(['listPolicies', 'listAlertTypes'])('%s is cached', async (name) => {
    const { client, calls } = cloudflare(30);
    await callTwice(client, name, undefined);
    expect(calls()).toBe(1);
  });

  test.each([
    'listPagerDutyDestinations',
    'getPagerDutyEligibility',
    'listWebhookDestinations',
    'listSilences',
    'getPolicy',
    'listHistory',
  ])('%s is never cached', async (name) => {
    const { client, calls } = cloudflare(30);
    await callTwice(client, name, undefined);
    expect(calls()).toBe(2);
  });

  test.each(['linkPagerDuty', 'deletePagerDutyDestinations', 'createPolicy', 'replacePolicy', 'deletePolicy'])(
    '%s invalidates policies',
    async (name) => {
      const { client, calls } = cloudflare(30);
      await client['listPolicies']?.();
      await client[name]?.('token');
      await client['listPolicies']?.();
      expect(calls()).toBe(3);
    },
  );
});

/** Records the scope of each call. */
function watchClient() {
  const scopes: RequestScope[] = [];
  const withScope = (scope?: RequestScope): PagerDutyClient => {
    const methods = { getUser: async () => ({ nth: scope && scopes.push(scope) }) };
    return Object.assign(Object.create(methods), { withScope }) as PagerDutyClient;
  };
  return { scopes, client: cachePagerDutyReferences(withScope(), 30) };
}

describe('on behalf of a caller', () => {
  test('a mutation never gets a cached value, because it decides by what it reads', async () => {
    const { client } = watchClient();
    const scope: RequestScope = { counter: { upstreamCalls: 0 } };
    const own = client.withScope(scope);
    expect(await own.getUser('P1')).toEqual({ nth: 1 });
    scope.mutationDeadline = Infinity;
    expect(await own.getUser('P1')).toEqual({ nth: 2 });
  });

  test('a cached read completes when its first caller disconnects', async () => {
    const { client, scopes } = watchClient();
    const scope: RequestScope = { counter: { upstreamCalls: 0 }, cancellation: new Cancellation() };
    await client.withScope(scope).getUser('P1');
    expect(scopes.map(({ cancellation }) => cancellation)).toEqual([undefined]);
    expect(scopes[0]?.counter).toBe(scope.counter);
  });
});
