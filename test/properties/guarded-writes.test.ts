import { beforeEach, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { column, text } from '../sandbox/harness.js';
import { runs } from './property-runs.js';
import { waitingGateway, type Wait, type Written } from './delayed-gateway.js';

const stage = waitingGateway();

/** A guard's age, and the longest that an answer is slow here: what happens within that may go unseen. */
const UNSEEN_MS = 1_000 + 300;

const ACTOR = 'tomasz.wilk@example.com';
const PAYLOAD = 'userErrors { code }';

const wait: fc.Arbitrary<Wait> = fc.oneof(
  fc.record({ kind: fc.constant('none' as const) }),
  fc.record({ kind: fc.constant('socket' as const), ms: fc.integer({ min: 1, max: 4_000 }) }),
  fc.record({ kind: fc.constant('slow' as const), ms: fc.integer({ min: 1, max: 300 }) }),
  fc.record({ kind: fc.constant('refused' as const), seconds: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ kind: fc.constant('held' as const), seconds: fc.integer({ min: 1, max: 3 }) }),
);
const script = fc.record({
  waits: fc.array(wait, { minLength: 1, maxLength: 6 }),
  at: fc.integer({ min: 0, max: 4_000 }),
});

async function put(id: string, changes: object): Promise<void> {
  const body = { incident: { type: 'incident_reference', ...changes } };
  const { status, text: said } = await stage.sandbox().pagerduty(`/incidents/${id}`, { method: 'PUT', body });
  if (status !== 200) throw new Error(said);
}

async function statusOf(id: string): Promise<string> {
  return text((await stage.sandbox().pagerduty(`/incidents/${id}`)).json['incident'], 'status');
}

async function openIncidents(order = 'created_at'): Promise<readonly string[]> {
  const { json } = await stage
    .sandbox()
    .pagerduty(`/incidents?statuses[]=triggered&date_range=all&limit=5&sort_by=${order}`);
  return column(json['incidents'], 'id');
}

let keys = 0;

/** An incident that is triggered. */
async function made(): Promise<{ readonly id: string; readonly key: string }> {
  const key = `guarded-${(keys += 1)}`;
  const service = { id: 'PSVC001', type: 'service_reference' };
  const body = { incident: { type: 'incident', title: 'Guarded', incident_key: key, service } };
  const { json } = await stage.sandbox().pagerduty('/incidents', { body });
  return { id: text(json['incident'], 'id'), key };
}

async function destinations(): Promise<readonly string[]> {
  return column((await stage.sandbox().cloudflare('/destinations/pagerduty')).json['result'], 'id');
}

/** Links a service that was not linked before. */
async function connect(): Promise<void> {
  const { json } = await stage.sandbox().cloudflare('/destinations/pagerduty/connect', { method: 'POST' });
  const token = text(json['result'], 'id');
  const form = new URLSearchParams({ token, service: 'Ticket Delivery' });
  await fetch(stage.sandbox().sandbox.cloudflare.consentUrl.split('?')[0] ?? '', { method: 'POST', body: form });
  await stage.sandbox().cloudflare(`/destinations/pagerduty/connect/${token}`);
}

interface Case {
  /** Puts the incident into the state that the mutation expects. */
  readonly before: (id: string) => Promise<unknown>;
  readonly mutation: string;
  /** What somebody else does meanwhile, after which the write must not happen. */
  readonly deed: (id: string) => Promise<unknown>;
  readonly after: string;
}

const resolved = { deed: (id: string) => put(id, { status: 'resolved' }), after: 'resolved' };
const one = (name: string, more = '') =>
  `mutation ($account: String!, $id: String!) { answer: ${name}(input: { account: $account, incident: { pagerDutyId: $id }, actor: "${ACTOR}" ${more} }) { ${PAYLOAD} } }`;
const triggered = async () => undefined;

const CASES: Readonly<Record<string, Case>> = {
  'acknowledging leaves what somebody resolves': {
    before: triggered,
    mutation: one('acknowledgeIncident'),
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
    mutation: one('reassignIncident', 'to: { users: [{ pagerDutyId: "PUSR006" }] }'),
    ...resolved,
  },
  'snoozing leaves what somebody resolves': {
    before: (id) => put(id, { status: 'acknowledged' }),
    mutation: one('snoozeIncident', 'durationSeconds: 3600'),
    ...resolved,
  },
  'snoozing leaves what somebody puts back to triggered': {
    before: (id) => put(id, { status: 'acknowledged' }),
    mutation: one('snoozeIncident', 'durationSeconds: 3600'),
    deed: (id) => put(id, { status: 'triggered' }),
    after: 'triggered',
  },
  'reopening leaves what somebody reopens and takes': {
    before: (id) => put(id, { status: 'resolved' }),
    mutation: one('reopenIncident'),
    async deed(id) {
      await put(id, { status: 'triggered' });
      await put(id, { status: 'acknowledged' });
    },
    after: 'acknowledged',
  },
};

const DELETE = `mutation ($account: String!, $ids: [ID!]!) { answer: deletePagerDutyDestinations(input: { account: $account, expectedIds: $ids }) { ${PAYLOAD} } }`;

/** Writes that no look could have kept back any more are none of these. */
const blind = (sent: readonly Written[], at: number) =>
  sent.filter(({ method, at: sentAt }) => method !== 'GET' && sentAt > at + UNSEEN_MS);

beforeEach(() => {
  stage.sandbox().sandbox.control.pagerduty.reset();
  stage.sandbox().sandbox.control.cloudflare.reset();
});

describe('whatever a write waits for,', () => {
  test.each(Object.entries(CASES))('%s', async (_, { before, mutation, deed, after }) => {
    let met = 0;
    const property = fc.asyncProperty(script, async ({ waits, at }) => {
      stage.sandbox().sandbox.control.pagerduty.reset();
      const { id, key } = await made();
      const others = await openIncidents();
      await before(id);
      const refs = [id, ...others].map((pagerDutyId) => ({ pagerDutyId }));
      const played = await stage.run(mutation, { id, key, others: refs }, waits, { at, deed: () => deed(id) });
      if (!played.met) return;
      met += 1;
      const toIt = blind(played.sent, at).filter(({ path, body }) => path.includes(id) || body.includes(id));
      expect(toIt).toEqual([]);
      const wrote = played.sent.some(({ method, at: sentAt }) => method !== 'GET' && sentAt >= at);
      if (!wrote) expect(await statusOf(id)).toBe(after);
    });
    await fc.assert(property, runs(25));
    expect(met).toBeGreaterThan(5);
  });

  test('deleting destinations leaves one that appears', async () => {
    let met = 0;
    const property = fc.asyncProperty(script, async ({ waits, at }) => {
      stage.sandbox().sandbox.control.cloudflare.reset();
      const ids = await destinations();
      const played = await stage.run(DELETE, { ids }, waits, { at, deed: connect });
      if (!played.met) return;
      met += 1;
      expect(blind(played.sent, at)).toEqual([]);
    });
    await fc.assert(property, runs(50));
    expect(met).toBeGreaterThan(5);
  });
});

test('a write that waits for nothing reads once', async () => {
  const [id = ''] = await openIncidents();
  const { sent } = await stage.run(one('acknowledgeIncident'), { id }, [], {
    at: Infinity,
    deed: async () => undefined,
  });
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'PUT']);
});

test('while PagerDuty takes two seconds for each read, an incident is read twice and then acknowledged', async () => {
  const [id = ''] = await openIncidents();
  const slow: Wait = { kind: 'slow', ms: 2_000 };
  const { sent, answer } = await stage.run(one('acknowledgeIncident'), { id }, [slow, slow, slow], {
    at: Infinity,
    deed: async () => undefined,
  });
  expect(answer).toEqual({ data: { answer: { userErrors: [] } } });
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'GET', 'PUT']);
});

test('while PagerDuty takes so long that there is no time to read twice, an incident is acknowledged all the same', async () => {
  const [id = ''] = await openIncidents();
  const slow: Wait = { kind: 'slow', ms: 3_500 };
  const { sent, answer } = await stage.run(one('acknowledgeIncident'), { id }, [slow, slow], {
    at: Infinity,
    deed: async () => undefined,
  });
  expect(answer).toEqual({ data: { answer: { userErrors: [] } } });
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'PUT']);
});

test('an incident resolved while a write is held for another caller’s rate limit is not acknowledged', async () => {
  const [id = ''] = await openIncidents();
  const { answer, sent } = await stage.run(one('acknowledgeIncident'), { id }, [{ kind: 'held', seconds: 3 }], {
    at: 1_100,
    deed: () => put(id, { status: 'resolved' }),
  });
  expect(answer).toEqual({ data: { answer: { userErrors: [{ code: 'CONFLICT' }] } } });
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'GET']);
  expect(await statusOf(id)).toBe('resolved');
});

test('a destination that appears while the deletion waits for a socket is not deleted', async () => {
  const ids = await destinations();
  const waits: Wait[] = [{ kind: 'none' }, { kind: 'socket', ms: 1_500 }];
  const { answer } = await stage.run(DELETE, { ids }, waits, { at: 100, deed: connect });
  expect(answer).toEqual({ data: { answer: { userErrors: [{ code: 'CONFIRMATION_REQUIRED' }] } } });
  expect(await destinations()).toHaveLength(ids.length + 1);
});

const BULK = `mutation ($account: String!, $refs: [IncidentRef!]!) {
  answer: acknowledgeIncidents(input: { account: $account, incidents: $refs, actor: "${ACTOR}" }) {
    results { changed userErrors { code } }
  }
}`;

/** More than PagerDuty takes in one call: a first call with 250 of them, a second with ten. */
async function moreThanOneCall(): Promise<readonly string[]> {
  const ids: string[] = [];
  // oxlint-disable-next-line no-await-in-loop -- in the order made
  for (let n = 0; n < 260; n += 1) ids.push((await made()).id);
  return ids;
}

/** When writes that name an incident left. */
const putOf = (id: string, sent: readonly Written[]) =>
  sent.filter(({ method, body }) => method === 'PUT' && body.includes(id)).map(({ at }) => at);

describe('acknowledging more than one call takes', () => {
  test('looks for each call of its own how its incidents stand', async () => {
    const ids = await moreThanOneCall();
    const last = ids.at(-1) ?? '';
    const refs = ids.map((pagerDutyId) => ({ pagerDutyId }));
    const reads = Array.from({ length: 3 }, (): Wait => ({ kind: 'none' }));
    const { answer, sent } = await stage.run(BULK, { refs }, [...reads, { kind: 'socket', ms: 1_500 }], {
      at: 100,
      deed: () => put(last, { status: 'resolved' }),
    });
    const results = answer.data.answer?.['results'] as unknown as readonly object[];
    expect(results.at(-1)).toEqual({ changed: false, userErrors: [{ code: 'CONFLICT' }] });
    expect(putOf(last, sent)).toEqual([]);
    expect(await statusOf(last)).toBe('resolved');
  });

  test('reads again what the first page told when another page had to wait', async () => {
    const ids = await moreThanOneCall();
    const newest = (await openIncidents('created_at:desc'))[0] ?? '';
    const refs = ids.map((pagerDutyId) => ({ pagerDutyId }));
    const { sent } = await stage.run(BULK, { refs }, [{ kind: 'none' }, { kind: 'refused', seconds: 3 }], {
      at: 100,
      deed: () => put(newest, { status: 'resolved' }),
    });
    expect(putOf(newest, sent)).toEqual([]);
    expect(await statusOf(newest)).toBe('resolved');
  });

  test('tells what was acknowledged though the rest can not be read again', async () => {
    const refs = (await moreThanOneCall()).map((pagerDutyId) => ({ pagerDutyId }));
    const reads = Array.from({ length: 4 }, (): Wait => ({ kind: 'none' }));
    const waits: Wait[] = [...reads, { kind: 'socket', ms: 1_500 }, { kind: 'refused', seconds: 3_600 }];
    const { answer } = await stage.run(BULK, { refs }, waits, { at: Infinity, deed: async () => undefined });
    const results = answer.data.answer?.['results'] as unknown as readonly object[];
    expect(results[0]).toEqual({ changed: true, userErrors: [] });
    expect(results.at(-1)).toEqual({ changed: false, userErrors: [{ code: 'NOT_ATTEMPTED' }] });
  });
});

test('an incident named by its key is resolved though the note before took long and its answer was lost', async () => {
  const { id, key } = await made();
  const mutation = `mutation ($account: String!, $key: String!) { answer: resolveIncident(input: {
    account: $account, incident: { dedup: { service: { pagerDutyId: "PSVC001" }, dedupKey: $key } }, note: "Rolled back"
  }) { note { content } userErrors { code } } }`;
  const waits: Wait[] = [{ kind: 'none' }, { kind: 'lost', ms: 2_000 }];
  const { answer } = await stage.run(mutation, { key }, waits, { at: Infinity, deed: async () => undefined });
  expect(answer).toEqual({ data: { answer: { note: { content: 'Rolled back' }, userErrors: [] } } });
  expect(await statusOf(id)).toBe('resolved');
});

test('a resolve that was held while somebody else resolved says that it changed nothing', async () => {
  const { id } = await made();
  const mutation = `mutation ($account: String!, $id: String!) {
    answer: resolveIncident(input: { account: $account, incident: { pagerDutyId: $id } }) { changed userErrors { code } }
  }`;
  const waits: Wait[] = [{ kind: 'refused', seconds: 4 }];
  const { answer } = await stage.run(mutation, { id }, waits, {
    at: 1_000,
    deed: () => put(id, { status: 'resolved' }),
  });
  expect(answer).toEqual({ data: { answer: { changed: false, userErrors: [] } } });
});
