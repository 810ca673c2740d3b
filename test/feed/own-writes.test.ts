import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { PagerDutyClient } from '../../src/upstream/pagerduty/client.js';
import { type SandboxFeed, startSandboxFeed, toShown } from './sandbox-feed.js';

let harness: SandboxFeed;
let id: string;
let otherId: string;
beforeEach(async () => {
  harness = await startSandboxFeed();
  await harness.watch();
  const triggered = (await harness.listOpen()).filter(({ status }) => status === 'triggered');
  [id = '', otherId = ''] = triggered.map((incident) => incident.id);
});
afterEach(() => harness.stop());

type Write = (client: PagerDutyClient) => Promise<unknown>;

/** What the gateway's mutations do, and the events that watchers see at once. */
const WRITES: Readonly<Record<string, [write: Write, types: readonly string[]]>> = {
  acknowledge: [(client) => client.acknowledgeIncident(id), ['ACKNOWLEDGED']],
  'bulk acknowledge': [(client) => client.acknowledgeIncidents([id, otherId]), ['ACKNOWLEDGED']],
  resolve: [(client) => client.resolveIncident(id), ['RESOLVED']],
  'bulk resolve': [(client) => client.resolveIncidents([id, otherId]), ['RESOLVED']],
  'undo an acknowledge': [
    async (client) => {
      await client.acknowledgeIncident(id);
      await client.reopenIncident(id);
    },
    ['ACKNOWLEDGED', 'UNACKNOWLEDGED'],
  ],
  reopen: [
    async (client) => {
      await client.resolveIncident(id);
      await client.reopenIncident(id);
    },
    ['RESOLVED', 'REOPENED'],
  ],
  update: [
    (client) => client.updateIncident(id, { urgency: 'low', priorityId: 'PPRIO01' }),
    ['PRIORITY_UPDATED', 'URGENCY_UPDATED'],
  ],
  rename: [(client) => client.updateIncident(id, { title: 'Fire' }), ['UNKNOWN']],
  fields: [(client) => client.setFieldValues(id, [{ name: 'tags', value: ['fog'] }]), ['CUSTOM_FIELDS_UPDATED']],
  reassign: [(client) => client.reassignIncident(id, { userIds: ['PUSR004'] }), ['REASSIGNED']],
  escalate: [
    async (client) => {
      // An incident of low urgency does not escalate.
      await client.updateIncident(id, { urgency: 'high' });
      await client.reassignIncident(id, { escalationLevel: 2 });
    },
    ['URGENCY_UPDATED', 'ESCALATED'],
  ],
  delegate: [(client) => client.reassignIncident(id, { escalationPolicyId: 'PESC002' }), ['DELEGATED']],
  snooze: [
    async (client) => {
      await client.acknowledgeIncident(id);
      await client.snoozeIncident(id, 3_600);
    },
    ['ACKNOWLEDGED', 'SNOOZED'],
  ],
  note: [(client) => client.addNote(id, 'Lamps lit.'), ['ANNOTATED']],
  'request responders': [
    (client) =>
      client.requestResponders(id, {
        requesterId: 'PUSR002',
        message: 'Lamps, please.',
        targets: [{ type: 'user', id: 'PUSR006' }],
      }),
    ['RESPONDER_ADDED'],
  ],
  'status update': [(client) => client.publishStatusUpdate(id, { message: 'Fog.' }), ['STATUS_UPDATE_PUBLISHED']],
  merge: [(client) => client.mergeIncidents(otherId, [id]), ['RESOLVED']],
};

describe.each(Object.entries(WRITES))('%s', (_, [write, types]) => {
  test('is shown at once', async () => {
    // No webhook and no poll: the clock stands still, and webhooks are lost.
    harness.sandbox.webhookFaults.add({ kind: 'lost', times: 100 });
    await write(harness.client);
    await harness.settle();
    expect(harness.typesOf(id)).toEqual(types);
    expect(harness.events().every(({ source, rawType }) => source === 'GATEWAY' && rawType === null)).toBe(true);
    const { incidents } = await harness.feed.openIncidents();
    expect(toShown(incidents)).toEqual(toShown(await harness.listOpen()));
  });

  test('is not reported again by its webhook or its log entry', async () => {
    await write(harness.client);
    await harness.advance(70);
    const known = ['UNKNOWN', 'REASSIGNED'];
    const withoutDetails = (list: readonly string[]) => list.filter((type) => !known.includes(type)).toSorted();
    expect(withoutDetails(harness.typesOf(id))).toEqual(withoutDetails(types));
  });
});

test('a create is shown at once, also when its webhook comes first', async () => {
  const draft = { title: 'Smoke', serviceId: 'PSVC001', incidentKey: 'smoke-1' };
  const { id: created } = await harness.client.createIncident(draft);
  await harness.advance(20);
  expect(harness.typesOf(created).filter((type) => type === 'TRIGGERED')).toHaveLength(1);
});

test('a write is newer than the reads before it, also within a second', async () => {
  await harness.pagerduty(`/incidents/${id}`, {
    method: 'PUT',
    body: { incident: { type: 'incident_reference', priority: { id: 'PPRIO01', type: 'priority_reference' } } },
  });
  await harness.until(() => harness.typesOf(id).length > 0);
  harness.sandbox.webhookFaults.add({ kind: 'lost', times: 100 });
  await harness.client.acknowledgeIncident(id);
  await harness.settle();
  const { incidents } = await harness.feed.openIncidents();
  expect(incidents.find((incident) => incident.id === id)?.status).toBe('acknowledged');
});

test('a refused write is not reported', async () => {
  await expect(harness.client.snoozeIncident(id, 3_600)).rejects.toMatchObject({ code: 'CONFLICT' });
  await harness.settle();
  expect(harness.events()).toEqual([]);
});
