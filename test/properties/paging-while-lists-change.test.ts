import { afterEach, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { rewrittenSandbox } from './rewritten-sandbox.js';
import { propertyRuns } from './property-runs.js';
import { readAllPages, type ConnectionField } from './walk-connection.js';

const rewritten = rewrittenSandbox();

afterEach(() => {
  rewritten.rewrite = () => ({});
  rewritten.sandbox().control.pagerduty.reset();
});

const pageSizes = fc.array(fc.integer({ min: 2, max: 40 }), { minLength: 1, maxLength: 3 });

describe('a list of incidents, while new ones arrive between its pages,', () => {
  const lists: Readonly<Record<string, ConnectionField>> = {
    'newest first': { parentFields: [], field: 'incidents' },
    'by number, highest first': { parentFields: [], field: 'incidents', args: 'orderBy: [{ field: NUMBER }]' },
    'within a year': {
      parentFields: [],
      field: 'incidents',
      args: `filter: { createdSince: "${new Date(Date.now() - 365 * 86_400_000).toISOString()}" }`,
    },
    'of one service': { parentFields: ['service(by: { pagerDutyId: "PSVC001" })'], field: 'openIncidents' },
  };

  test.each(Object.entries(lists))('returns the initial ones once: %s', async (_, listed) => {
    const property = fc.asyncProperty(pageSizes, fc.integer({ min: 1, max: 3 }), async (sizes, coming) => {
      const before = await readAllPages(rewritten.run, listed, [100]);
      expect(await readAllPages(rewritten.run, listed, sizes, () => triggerIncidents(coming))).toEqual(before);
    });
    await fc.assert(property, propertyRuns(4));
  });

  test.each<[string, ConnectionField]>([
    ['an account', { parentFields: [], field: 'incidents', args: 'filter: { statuses: [TRIGGERED, ACKNOWLEDGED] }' }],
    ['a service', { parentFields: ['service(by: { pagerDutyId: "PSVC001" })'], field: 'openIncidents' }],
  ])('returns all open ones of %s, although each is resolved after it was returned', async (_, listed) => {
    const property = fc.asyncProperty(pageSizes, async (sizes) => {
      rewritten.sandbox().control.pagerduty.reset();
      const before = await readAllPages(rewritten.run, listed, [100]);
      expect(
        await readAllPages(rewritten.run, listed, sizes, (seen) => Promise.all(seen.map(resolveIncident))),
      ).toEqual(before);
    });
    await fc.assert(property, propertyRuns(4));
  });

  test('returns the new ones at the end, oldest first', async () => {
    const listed = { parentFields: [], field: 'incidents', args: 'orderBy: [{ field: CREATED_AT, direction: ASC }]' };
    const before = await readAllPages(rewritten.run, listed, [100]);
    let left = 3;
    const returned = await readAllPages(rewritten.run, listed, [13], () =>
      left > 0 ? triggerIncidents(((left -= 1), 1)) : undefined,
    );
    expect(returned.slice(0, before.length)).toEqual(before);
    expect(returned).toHaveLength(before.length + 3);
  });
});

async function resolveIncident(id: string): Promise<void> {
  const document = `mutation { resolveIncident(input: { incident: { id: "${id}" } }) { changed } }`;
  expect(await rewritten.run(document)).toEqual({ data: { resolveIncident: { changed: true } } });
}

/** This many incidents are created at PagerDuty directly. */
async function triggerIncidents(count: number): Promise<void> {
  const { baseUrl, apiToken, from } = rewritten.sandbox().pagerduty;
  const headers = { authorization: `Token token=${apiToken}`, from, 'content-type': 'application/json' };
  const service = { id: 'PSVC001', type: 'service_reference' };
  const body = JSON.stringify({ incident: { type: 'incident', title: 'Another one', service } });
  for (let index = 0; index < count; index += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as incidents come
    const { status } = await fetch(`${baseUrl}/incidents`, { method: 'POST', headers, body });
    expect(status).toBe(201);
  }
}

describe('a list that Cloudflare returns at once, while entries come and go between the pages,', () => {
  const lists: Readonly<Record<string, readonly [ConnectionField, path: string]>> = {
    destinations: [{ parentFields: [], field: 'pagerDutyDestinations' }, '/destinations/pagerduty'],
    policies: [{ parentFields: ['cloudflareAccount'], field: 'notificationPolicies' }, '/policies'],
  };
  const named = fc.record({
    id: fc.uuid().map((id) => id.replaceAll('-', '')),
    name: fc.oneof(fc.constantFrom('a', 'b', 'B', '', 'é', '🔥', null), fc.string({ unit: 'grapheme', maxLength: 3 })),
  });
  const entries = fc.uniqueArray(named, { minLength: 2, maxLength: 30, selector: ({ id }) => id });
  /** The entry that leaves and whether another arrives, after each page. */
  const changes = fc.array(fc.tuple(fc.nat(), fc.option(named)), { minLength: 1, maxLength: 10 });

  test.each(Object.entries(lists))('returns the remaining %s once', async (_, [listed, path]) => {
    const property = fc.asyncProperty(entries, changes, pageSizes, async (given, planned, sizes) => {
      let there = given;
      const gone = new Set<string>();
      const left = [...planned];
      let requested = 0;
      rewritten.rewrite = (answered) => {
        if (!answered.path.endsWith(path)) return {};
        requested += 1;
        // Cloudflare guarantees no order.
        const result = requested % 2 === 0 ? there : there.toReversed();
        return { text: JSON.stringify({ success: true, errors: [], messages: [], result }) };
      };
      const returned = await readAllPages(rewritten.run, listed, sizes, () => {
        const [at, coming] = left.shift() ?? [];
        if (at === undefined) return;
        const going = there[at % there.length];
        if (going) gone.add(going.id);
        there = [...there.filter((one) => one !== going), ...(coming ? [coming] : [])];
      });
      const ids = returned.map((id) => id.slice(id.lastIndexOf('/') + 1));
      expect(new Set(ids).size).toBe(ids.length);
      const stayed = given.map(({ id }) => id).filter((id) => !gone.has(id));
      expect(stayed.filter((id) => !ids.includes(id))).toEqual([]);
    });
    await fc.assert(property, propertyRuns(30));
  });
});

describe('a list that PagerDuty pages by offset, while it changes between the pages,', () => {
  test('returns each log entry once, although more are added', async () => {
    const timeline = { parentFields: ['incident(by: { number: 1258 })'], field: 'timeline' };
    const property = fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async (sizes) => {
      rewritten.sandbox().control.pagerduty.reset();
      const before = await readAllPages(rewritten.run, timeline, [100]);
      let left = 4;
      const returned = await readAllPages(rewritten.run, timeline, sizes, () =>
        left > 0 ? addNotes((left -= 1)) : undefined,
      );
      expect(new Set(returned).size).toBe(returned.length);
      expect(before.filter((id) => !returned.includes(id))).toEqual([]);
    });
    await fc.assert(property, propertyRuns(4));
  });

  const service = fc.stringMatching(/^P[A-Z0-9]{6}$/);
  const ids = fc.uniqueArray(service, { minLength: 5, maxLength: 60 });
  /** The entries that leave and arrive after each page. */
  const changes = fc.array(fc.tuple(fc.option(fc.nat()), fc.option(service)), { minLength: 1, maxLength: 12 });

  test('returns every remaining service once, although others come and go', async () => {
    const property = fc.asyncProperty(ids, changes, pageSizes, async (given, planned, sizes) => {
      let there = given.toSorted();
      const gone = new Set<string>();
      const left = [...planned];
      rewritten.rewrite = ({ path }) =>
        servicesResponse(there, new URL(path, 'https://pagerduty.example').searchParams);
      const returned = await readAllPages(rewritten.run, { parentFields: [], field: 'services' }, sizes, () => {
        const [at, coming] = left.shift() ?? [];
        const going = at == null ? undefined : there[at % there.length];
        if (going !== undefined) gone.add(going);
        there = [...new Set([...there.filter((id) => id !== going), ...(coming ? [coming] : [])])].toSorted();
      });
      const reported = returned.map((id) => id.slice(id.lastIndexOf('/') + 1));
      expect(new Set(reported).size).toBe(reported.length);
      expect(given.filter((id) => !gone.has(id) && !reported.includes(id))).toEqual([]);
    });
    await fc.assert(property, propertyRuns(40));
  });
});

/** PagerDuty's page of these services. */
function servicesResponse(there: readonly string[], query: URLSearchParams): { text: string } {
  const [offset, limit] = [Number(query.get('offset')), Number(query.get('limit'))];
  const services = there.slice(offset, offset + limit).map((id) => ({ id, type: 'service', name: id }));
  return { text: JSON.stringify({ services, offset, limit, more: there.length > offset + limit, total: null }) };
}

/** A user adds a note to the incident directly. */
async function addNotes(count: number): Promise<void> {
  const { baseUrl, apiToken, from } = rewritten.sandbox().pagerduty;
  const headers = { authorization: `Token token=${apiToken}`, from, 'content-type': 'application/json' };
  const body = JSON.stringify({ note: { content: `Note ${count}` } });
  const { status } = await fetch(`${baseUrl}/incidents/1258/notes`, { method: 'POST', headers, body });
  expect(status).toBeLessThan(300);
}
