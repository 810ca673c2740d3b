import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { assert, asyncProperty, boolean, constantFrom, record } from 'fast-check';
import { Pool, type Dispatcher } from 'undici';
import { readConfig } from '../../src/config/read-config.js';
import { createGateway, type Gateway } from '../../src/gateway.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { runs } from './runs.js';

const NO_LIMIT = 1_000_000;
const PERSON = 'tomasz.wilk@example.com';
const HUMAN = 'maren.solberg@example.com';

/** What happens between a mutation's guard read and its write. */
interface Meanwhile {
  /** How long the write is kept waiting for its connection, in milliseconds. */
  readonly waitMs: number;
  /** What a person does while it waits. */
  readonly human: () => Promise<unknown>;
}

let sandbox: Sandbox;
let gateway: Gateway;
let meanwhile: Meanwhile | undefined;
/** How far time has moved on beside the clock's own going. */
let skipped = 0;
const pools: Pool[] = [];
const realNow = Date.now;

beforeAll(async () => {
  jest.spyOn(Date, 'now').mockImplementation(() => realNow() + skipped);
  sandbox = await startSandbox({ limits: { pagerduty: NO_LIMIT, cloudflare: NO_LIMIT } });
  const { pagerduty, cloudflare } = sandbox;
  gateway = await createGateway({
    config: {
      ...readConfig({
        UPSTREAMS: 'sandbox',
        LOG_LEVEL: 'silent',
        CALLER_RATE_LIMIT: '0',
        UPSTREAM_DEADLINE_MS: '60000',
      }),
      pagerduty: { byKey: { main: pagerduty }, defaultKey: 'main' },
      cloudflare: { byKey: { main: cloudflare }, defaultKey: 'main' },
    },
    dispatcherFor: keptWaiting,
  });
});
afterEach(() => {
  meanwhile = undefined;
  sandbox.control.pagerduty.reset();
  sandbox.control.cloudflare.reset();
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all(pools.map((pool) => pool.destroy()));
  await sandbox.stop();
  jest.restoreAllMocks();
});

/** Keeps the first write of each mutation waiting, as a slow connection would; reads go at once. */
function keptWaiting(origin: string): Dispatcher {
  const pool = new Pool(origin);
  pools.push(pool);
  return pool.compose((dispatch) => (options, handler) => {
    const now = meanwhile;
    if (options.method === 'GET' || now === undefined) return dispatch(options, handler);
    meanwhile = undefined;
    void now.human().then(() => {
      skipped += now.waitMs;
      dispatch(options, handler);
    });
    return true;
  });
}

async function asked(url: string, headers: Record<string, string>, method = 'GET', body?: object): Promise<unknown> {
  const init = { method, headers: { 'content-type': 'application/json', ...headers } };
  const response = await fetch(url, body === undefined ? init : { ...init, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  return response.json();
}

const pagerduty = (path: string, method?: string, body?: object): Promise<unknown> =>
  asked(
    `${sandbox.pagerduty.baseUrl}${path}`,
    { authorization: `Token token=${sandbox.pagerduty.apiToken}`, from: HUMAN },
    method,
    body,
  );

const cloudflare = (path: string, method?: string): Promise<unknown> => {
  const { baseUrl, accountId, apiToken } = sandbox.cloudflare;
  return asked(`${baseUrl}/accounts/${accountId}/alerting/v3${path}`, { authorization: `Bearer ${apiToken}` }, method);
};

interface Standing {
  readonly status: string;
  readonly assignees: readonly string[];
}

async function standing(id: string): Promise<Standing> {
  const { incident } = (await pagerduty(`/incidents/${id}`)) as {
    incident: { status: string; assignments: readonly { assignee: { id: string } }[] };
  };
  return { status: incident.status, assignees: incident.assignments.map(({ assignee }) => assignee.id) };
}

const put = (id: string, incident: object) =>
  pagerduty(`/incidents/${id}`, 'PUT', { incident: { type: 'incident_reference', ...incident } });

/** What a person can do to an incident while the gateway is kept waiting. */
const HUMANS: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
  nothing: async () => undefined,
  resolves: (id) => put(id, { status: 'resolved' }),
  acknowledges: (id) => put(id, { status: 'acknowledged' }),
  reassigns: (id) => put(id, { assignments: [{ assignee: { id: 'PUSER04', type: 'user_reference' } }] }),
  async 'resolves and reopens'(id) {
    await put(id, { status: 'resolved' });
    await put(id, { status: 'triggered' });
  },
};

const incident = (id: string) => `incident: { pagerDutyId: "${id}" }, actor: "${PERSON}"`;

/** Each write that a guard decides, and how its incident must stand before. */
const WRITES: Readonly<Record<string, (id: string, key: string) => string>> = {
  acknowledge: (id) => `acknowledgeIncident(input: { ${incident(id)} }) { changed userErrors { code } }`,
  'acknowledge by key': (_, key) =>
    `acknowledgeIncident(input: { incident: { dedup: { service: { pagerDutyId: "PSVC001" }, dedupKey: "${key}" } }, actor: "${PERSON}" }) { changed userErrors { code } }`,
  'bulk acknowledge': (id) =>
    `acknowledgeIncidents(input: { incidents: [{ pagerDutyId: "${id}" }], actor: "${PERSON}" }) { results { changed userErrors { code } } userErrors { code } }`,
  snooze: (id) => `snoozeIncident(input: { ${incident(id)}, durationSeconds: 3600 }) { userErrors { code } }`,
  reassign: (id) =>
    `reassignIncident(input: { ${incident(id)}, to: { users: [{ pagerDutyId: "PUSER02" }] } }) { userErrors { code } }`,
  reopen: (id) => `reopenIncident(input: { ${incident(id)} }) { changed userErrors { code } }`,
};

const BEFORE: Readonly<Record<string, string>> = { snooze: 'acknowledged', reopen: 'resolved' };

async function mutate(field: string): Promise<unknown> {
  const payload = { query: `mutation { answer: ${field} }` };
  const response = await gateway.app.inject({ method: 'POST', url: '/graphql', payload });
  return response.json();
}

let made = 0;

async function incidentMade(): Promise<{ id: string; key: string }> {
  const key = `guarded-${(made += 1)}`;
  const { incident: one } = (await pagerduty('/incidents', 'POST', {
    incident: {
      type: 'incident',
      title: 'Guarded',
      incident_key: key,
      service: { id: 'PSVC001', type: 'service_reference' },
    },
  })) as { incident: { id: string } };
  return { id: one.id, key };
}

async function destinationIds(): Promise<readonly string[]> {
  const { result } = (await cloudflare('/destinations/pagerduty')) as { result: readonly { id: string }[] };
  return result.map(({ id }) => id);
}

describe('a write that is kept waiting after its guard read', () => {
  const cases = record({
    write: constantFrom(...Object.keys(WRITES)),
    human: constantFrom(...Object.keys(HUMANS)),
    waitMs: constantFrom(0, 1_500, 4_000),
  });

  test('never undoes what a person did while it waited for more than a second', async () => {
    await assert(
      asyncProperty(cases, async ({ write, human, waitMs }) => {
        const { id, key } = await incidentMade();
        const before = BEFORE[write];
        if (before) await put(id, { status: before });
        let after: Standing | undefined;
        meanwhile = {
          waitMs,
          async human() {
            await HUMANS[human]?.(id).catch(() => undefined);
            after = await standing(id);
          },
        };
        const answer = await mutate(WRITES[write]?.(id, key) ?? '');
        const end = await standing(id);
        // Under a second a person may be overtaken; that is the grain that is promised.
        if (waitMs === 0 || after === undefined) return;
        const reopened = after.status === 'resolved' && end.status !== 'resolved';
        if (write !== 'reopen') expect({ answer, write, human, reopened }).toMatchObject({ reopened: false });
        // Nobody is snoozed that is not acknowledged, nobody moved who is resolved.
        if (after.status === 'resolved' && write !== 'reopen') expect(end.assignees).toEqual(after.assignees);
        if (write === 'reopen' && after.status !== 'resolved') expect(end).toEqual(after);
      }),
      runs(60),
    );
  });

  test('never deletes a destination that appeared while it waited', async () => {
    await assert(
      asyncProperty(constantFrom(1_500, 4_000), boolean(), async (waitMs, appears) => {
        sandbox.control.cloudflare.reset();
        const expected = await destinationIds();
        meanwhile = { waitMs, human: async () => (appears ? connect() : undefined) };
        const field = `deletePagerDutyDestinations(input: { expectedIds: ${JSON.stringify(expected)} }) { deletedIds userErrors { code } }`;
        const answer = await mutate(field);
        const left = await destinationIds();
        expect({ answer, left: left.length }).toMatchObject({ left: appears ? expected.length + 1 : 0 });
      }),
      runs(8),
    );
  });
});

/** As a person would: a token, a sign-in that picks a service, the link. */
async function connect(): Promise<void> {
  const { result } = (await cloudflare('/destinations/pagerduty/connect', 'POST')) as { result: { id: string } };
  const form = new URLSearchParams({ token: result.id, service: 'Booking API' });
  await fetch(sandbox.cloudflare.consentUrl.split('?')[0] ?? '', { method: 'POST', body: form });
  await cloudflare(`/destinations/pagerduty/connect/${result.id}`);
}
