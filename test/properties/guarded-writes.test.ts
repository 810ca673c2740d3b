import { beforeEach, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { fieldValues, textField } from '../sandbox/harness.js';
import { propertyRuns } from './property-runs.js';
import { delayedGateway, type RequestDelay, type WrittenRequest } from './delayed-gateway.js';

const gateway = delayedGateway();

/** The age of a guard and the maximum delay of a response here: a change within this time may be missed. */
const MAX_UNGUARDED_MS = 1_000 + 300;

const ACTOR = 'tomasz.wilk@example.com';
const PAYLOAD = 'userErrors { code }';

const arbitraryWait: fc.Arbitrary<RequestDelay> = fc.oneof(
  fc.record({ kind: fc.constant('none' as const) }),
  fc.record({ kind: fc.constant('socket' as const), ms: fc.integer({ min: 1, max: 4_000 }) }),
  fc.record({ kind: fc.constant('slow' as const), ms: fc.integer({ min: 1, max: 300 }) }),
  fc.record({ kind: fc.constant('refused' as const), seconds: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ kind: fc.constant('held' as const), seconds: fc.integer({ min: 1, max: 3 }) }),
);
const arbitraryScript = fc.record({
  waits: fc.array(arbitraryWait, { minLength: 1, maxLength: 6 }),
  at: fc.integer({ min: 0, max: 4_000 }),
});

async function putIncident(id: string, changes: object): Promise<void> {
  const body = { incident: { type: 'incident_reference', ...changes } };
  const { status, textField: said } = await gateway.sandbox().pagerduty(`/incidents/${id}`, { method: 'PUT', body });
  if (status !== 200) throw new Error(said);
}

async function readStatus(id: string): Promise<string> {
  return textField((await gateway.sandbox().pagerduty(`/incidents/${id}`)).json['incident'], 'status');
}

async function openIncidents(order = 'created_at'): Promise<readonly string[]> {
  const { json } = await gateway
    .sandbox()
    .pagerduty(`/incidents?statuses[]=triggered&date_range=all&limit=5&sort_by=${order}`);
  return fieldValues(json['incidents'], 'id');
}

let keys = 0;

/** Creates a triggered incident. */
async function createIncident(): Promise<{ readonly id: string; readonly key: string }> {
  const key = `guarded-${(keys += 1)}`;
  const service = { id: 'PSVC001', type: 'service_reference' };
  const body = { incident: { type: 'incident', title: 'Guarded', incident_key: key, service } };
  const { json } = await gateway.sandbox().pagerduty('/incidents', { body });
  return { id: textField(json['incident'], 'id'), key };
}

async function destinations(): Promise<readonly string[]> {
  return fieldValues((await gateway.sandbox().cloudflare('/destinations/pagerduty')).json['result'], 'id');
}

/** Links a service that is not linked yet. */
async function connectDestination(): Promise<void> {
  const { json } = await gateway.sandbox().cloudflare('/destinations/pagerduty/connect', { method: 'POST' });
  const token = textField(json['result'], 'id');
  const form = new URLSearchParams({ token, service: 'Ticket Delivery' });
  await fetch(gateway.sandbox().sandbox.cloudflare.consentUrl.split('?')[0] ?? '', { method: 'POST', body: form });
  await gateway.sandbox().cloudflare(`/destinations/pagerduty/connect/${token}`);
}

interface GuardedWriteCase {
  /** Puts the incident into the state that the mutation expects. */
  readonly before: (id: string) => Promise<unknown>;
  readonly mutation: string;
  /** The other user's action, after which the write must not happen. */
  readonly humanAction: (id: string) => Promise<unknown>;
  readonly after: string;
}

const resolved = { humanAction: (id: string) => putIncident(id, { status: 'resolved' }), after: 'resolved' };
const singleIncidentCase = (name: string, more = '') =>
  `mutation ($account: String!, $id: String!) { answer: ${name}(input: { account: $account, incident: { pagerDutyId: $id }, actor: "${ACTOR}" ${more} }) { ${PAYLOAD} } }`;
const triggered = async () => undefined;

/** One of three alerts of an incident in the sandbox. */
const INCIDENT_WITH_ALERTS = 'PINC056';
const ALERT = 'PALRT0076';

const CASES: Readonly<Record<string, GuardedWriteCase>> = {
  'acknowledging leaves what somebody resolves': {
    before: triggered,
    mutation: singleIncidentCase('acknowledgeIncident'),
    ...resolved,
  },
  'acknowledging many leaves what somebody resolves': {
    before: triggered,
    mutation: `mutation ($account: String!, $others: [IncidentRef!]!) { answer: acknowledgeIncidents(input: { account: $account, incidents: $others, actor: "${ACTOR}" }) { ${PAYLOAD} } }`,
    ...resolved,
  },
  'acknowledging by key leaves what somebody resolves': {
    before: triggered,
    mutation: `mutation ($account: String!, $key: String!) { answer: acknowledgeIncident(input: { account: $account, incident: { dedup: { service: { pagerDutyId: "PSVC001" }, dedupKey: $key } }, actor: "${ACTOR}" }) { ${PAYLOAD} } }`,
    ...resolved,
  },
  'reassigning leaves what somebody resolves': {
    before: triggered,
    mutation: singleIncidentCase('reassignIncident', 'to: { users: [{ pagerDutyId: "PUSR006" }] }'),
    ...resolved,
  },
  'snoozing leaves what somebody resolves': {
    before: (id) => putIncident(id, { status: 'acknowledged' }),
    mutation: singleIncidentCase('snoozeIncident', 'durationSeconds: 3600'),
    ...resolved,
  },
  'snoozing leaves what somebody puts back to triggered': {
    before: (id) => putIncident(id, { status: 'acknowledged' }),
    mutation: singleIncidentCase('snoozeIncident', 'durationSeconds: 3600'),
    humanAction: (id) => putIncident(id, { status: 'triggered' }),
    after: 'triggered',
  },
  'moving an alert leaves what somebody resolves': {
    before: triggered,
    mutation: `mutation ($account: String!, $id: String!) { answer: moveAlerts(input: { account: $account, incident: { pagerDutyId: "${INCIDENT_WITH_ALERTS}" }, alerts: [{ pagerDutyId: "${ALERT}" }], to: { pagerDutyId: $id } }) { ${PAYLOAD} } }`,
    ...resolved,
  },
  'reopening leaves what somebody reopens and takes': {
    before: (id) => putIncident(id, { status: 'resolved' }),
    mutation: singleIncidentCase('reopenIncident'),
    async humanAction(id) {
      await putIncident(id, { status: 'triggered' });
      await putIncident(id, { status: 'acknowledged' });
    },
    after: 'acknowledged',
  },
};

const DELETE = `mutation ($account: String!, $ids: [ID!]!) { answer: deletePagerDutyDestinations(input: { account: $account, expectedIds: $ids }) { ${PAYLOAD} } }`;

/** Writes that no check could have prevented are not included. */
const unguardedWrites = (sent: readonly WrittenRequest[], at: number) =>
  sent.filter(({ method, writtenAtMs: sentAt }) => method !== 'GET' && sentAt > at + MAX_UNGUARDED_MS);

beforeEach(() => {
  gateway.sandbox().sandbox.control.pagerduty.reset();
  gateway.sandbox().sandbox.control.cloudflare.reset();
});

describe('whatever delays a write,', () => {
  test.each(Object.entries(CASES))('%s', async (_, { before, mutation, humanAction, after }) => {
    let playedCount = 0;
    const property = fc.asyncProperty(arbitraryScript, async ({ waits, at }) => {
      gateway.sandbox().sandbox.control.pagerduty.reset();
      const { id, key } = await createIncident();
      const others = await openIncidents();
      await before(id);
      const refs = [id, ...others].map((pagerDutyId) => ({ pagerDutyId }));
      const played = await gateway.run(mutation, { id, key, others: refs }, waits, {
        at,
        humanAction: () => humanAction(id),
      });
      if (!played.met) return;
      playedCount += 1;
      const toIt = unguardedWrites(played.sent, at).filter(({ path, body }) => path.includes(id) || body.includes(id));
      expect(toIt).toEqual([]);
      const wrote = played.sent.some(({ method, writtenAtMs: sentAt }) => method !== 'GET' && sentAt >= at);
      if (!wrote) expect(await readStatus(id)).toBe(after);
    });
    await fc.assert(property, propertyRuns(50));
    expect(playedCount).toBeGreaterThan(5);
  });

  test('deleting destinations keeps one that appears', async () => {
    let playedCount = 0;
    const property = fc.asyncProperty(arbitraryScript, async ({ waits, at }) => {
      gateway.sandbox().sandbox.control.cloudflare.reset();
      const ids = await destinations();
      const played = await gateway.run(DELETE, { ids }, waits, { at, humanAction: connectDestination });
      if (!played.met) return;
      playedCount += 1;
      expect(unguardedWrites(played.sent, at)).toEqual([]);
    });
    await fc.assert(property, propertyRuns(50));
    expect(playedCount).toBeGreaterThan(5);
  });
});

test('a write without a delay reads once', async () => {
  const [id = ''] = await openIncidents();
  const { sent } = await gateway.run(singleIncidentCase('acknowledgeIncident'), { id }, [], {
    at: Infinity,
    humanAction: async () => undefined,
  });
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'PUT']);
});

test('while PagerDuty takes two seconds for each read, an incident is read twice and then acknowledged', async () => {
  const [id = ''] = await openIncidents();
  const slow: RequestDelay = { kind: 'slow', ms: 2_000 };
  const { sent, answer: response } = await gateway.run(
    singleIncidentCase('acknowledgeIncident'),
    { id },
    [slow, slow, slow],
    {
      at: Infinity,
      humanAction: async () => undefined,
    },
  );
  expect(response).toEqual({ data: { answer: { userErrors: [] } } });
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'GET', 'PUT']);
});

test('while PagerDuty is too slow to read twice, an incident is acknowledged nevertheless', async () => {
  const [id = ''] = await openIncidents();
  const slow: RequestDelay = { kind: 'slow', ms: 3_500 };
  const { sent, answer: response } = await gateway.run(
    singleIncidentCase('acknowledgeIncident'),
    { id },
    [slow, slow],
    {
      at: Infinity,
      humanAction: async () => undefined,
    },
  );
  expect(response).toEqual({ data: { answer: { userErrors: [] } } });
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'PUT']);
});

test('an incident resolved while another caller’s rate limit delays a write is not acknowledged', async () => {
  const [id = ''] = await openIncidents();
  const { answer: response, sent } = await gateway.run(
    singleIncidentCase('acknowledgeIncident'),
    { id },
    [{ kind: 'held', seconds: 3 }],
    {
      at: 1_100,
      humanAction: () => putIncident(id, { status: 'resolved' }),
    },
  );
  expect(response).toEqual({ data: { answer: { userErrors: [{ code: 'CONFLICT' }] } } });
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'GET']);
  expect(await readStatus(id)).toBe('resolved');
});

test('a destination that appears while the deletion waits for a socket is not deleted', async () => {
  const ids = await destinations();
  const waits: RequestDelay[] = [{ kind: 'none' }, { kind: 'socket', ms: 1_500 }];
  const { answer: response } = await gateway.run(DELETE, { ids }, waits, { at: 100, humanAction: connectDestination });
  expect(response).toEqual({ data: { answer: { userErrors: [{ code: 'CONFIRMATION_REQUIRED' }] } } });
  expect(await destinations()).toHaveLength(ids.length + 1);
});

const BULK = `mutation ($account: String!, $refs: [IncidentRef!]!) {
  answer: acknowledgeIncidents(input: { account: $account, incidents: $refs, actor: "${ACTOR}" }) {
    results { changed userErrors { code } }
  }
}`;

/** More incidents than one PagerDuty call accepts: 250 in the first call, ten in the second. */
async function incidentsForTwoCalls(): Promise<readonly string[]> {
  const ids: string[] = [];
  // oxlint-disable-next-line no-await-in-loop -- in the order made
  for (let n = 0; n < 260; n += 1) ids.push((await createIncident()).id);
  return ids;
}

/** When writes that name an incident were sent. */
const findPut = (id: string, sent: readonly WrittenRequest[]) =>
  sent.filter(({ method, body }) => method === 'PUT' && body.includes(id)).map(({ writtenAtMs }) => writtenAtMs);

describe('acknowledging in more than one call', () => {
  test('reads the incidents of each call again', async () => {
    const ids = await incidentsForTwoCalls();
    const last = ids.at(-1) ?? '';
    const refs = ids.map((pagerDutyId) => ({ pagerDutyId }));
    const reads = Array.from({ length: 3 }, (): RequestDelay => ({ kind: 'none' }));
    const { answer: response, sent } = await gateway.run(BULK, { refs }, [...reads, { kind: 'socket', ms: 1_500 }], {
      at: 100,
      humanAction: () => putIncident(last, { status: 'resolved' }),
    });
    const results = response.data.answer?.['results'] as unknown as readonly object[];
    expect(results.at(-1)).toEqual({ changed: false, userErrors: [{ code: 'CONFLICT' }] });
    expect(findPut(last, sent)).toEqual([]);
    expect(await readStatus(last)).toBe('resolved');
  });

  test('reads the first page again when another page was delayed', async () => {
    const ids = await incidentsForTwoCalls();
    const newest = (await openIncidents('created_at:desc'))[0] ?? '';
    const refs = ids.map((pagerDutyId) => ({ pagerDutyId }));
    const { sent } = await gateway.run(BULK, { refs }, [{ kind: 'none' }, { kind: 'refused', seconds: 3 }], {
      at: 100,
      humanAction: () => putIncident(newest, { status: 'resolved' }),
    });
    expect(findPut(newest, sent)).toEqual([]);
    expect(await readStatus(newest)).toBe('resolved');
  });

  test('returns the acknowledged ones although the others cannot be read again', async () => {
    const refs = (await incidentsForTwoCalls()).map((pagerDutyId) => ({ pagerDutyId }));
    const reads = Array.from({ length: 4 }, (): RequestDelay => ({ kind: 'none' }));
    const waits: RequestDelay[] = [...reads, { kind: 'socket', ms: 1_500 }, { kind: 'refused', seconds: 3_600 }];
    const { answer: response } = await gateway.run(BULK, { refs }, waits, {
      at: Infinity,
      humanAction: async () => undefined,
    });
    const results = response.data.answer?.['results'] as unknown as readonly object[];
    expect(results[0]).toEqual({ changed: true, userErrors: [] });
    expect(results.at(-1)).toEqual({ changed: false, userErrors: [{ code: 'NOT_ATTEMPTED' }] });
  });
});

test('an incident named by its key is resolved although the note before was slow and its response was lost', async () => {
  const { id, key } = await createIncident();
  const mutation = `mutation ($account: String!, $key: String!) { answer: resolveIncident(input: {
    account: $account, incident: { dedup: { service: { pagerDutyId: "PSVC001" }, dedupKey: $key } }, note: "Rolled back"
  }) { note { content } userErrors { code } } }`;
  const waits: RequestDelay[] = [{ kind: 'none' }, { kind: 'lost', ms: 2_000 }];
  const { answer: response } = await gateway.run(mutation, { key }, waits, {
    at: Infinity,
    humanAction: async () => undefined,
  });
  expect(response).toEqual({ data: { answer: { note: { content: 'Rolled back' }, userErrors: [] } } });
  expect(await readStatus(id)).toBe('resolved');
});

test('a delayed resolve after another user’s resolve reports no change', async () => {
  const { id } = await createIncident();
  const mutation = `mutation ($account: String!, $id: String!) {
    answer: resolveIncident(input: { account: $account, incident: { pagerDutyId: $id } }) { changed userErrors { code } }
  }`;
  const waits: RequestDelay[] = [{ kind: 'refused', seconds: 4 }];
  const { answer: response } = await gateway.run(mutation, { id }, waits, {
    at: 1_000,
    humanAction: () => putIncident(id, { status: 'resolved' }),
  });
  expect(response).toEqual({ data: { answer: { changed: false, userErrors: [] } } });
});

test('an alert that somebody resolves while its resolution is delayed is reported as unchanged', async () => {
  const path = `/incidents/${INCIDENT_WITH_ALERTS}/alerts`;
  const mutation = `mutation ($account: String!) { answer: resolveAlerts(input: {
    account: $account, incident: { pagerDutyId: "${INCIDENT_WITH_ALERTS}" }, alerts: [{ pagerDutyId: "${ALERT}" }]
  }) { results { changed alert { status } } userErrors { code } } }`;
  const waits: RequestDelay[] = [{ kind: 'none' }, { kind: 'refused', seconds: 3 }];
  const { answer: response, sent } = await gateway.run(mutation, {}, waits, {
    at: 1_000,
    async humanAction() {
      const alerts = [{ id: ALERT, type: 'alert', status: 'resolved' }];
      await gateway.sandbox().pagerduty(path, { method: 'PUT', body: { alerts } });
    },
  });
  const results = [{ changed: false, alert: { status: 'RESOLVED' } }];
  expect(response).toEqual({ data: { answer: { results, userErrors: [] } } });
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'GET']);
});
