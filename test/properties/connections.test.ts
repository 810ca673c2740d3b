import { afterEach, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { getNamedType, isObjectType } from 'graphql';
import { createSchema } from '../../src/graph/schema.js';
import { rewrittenSandbox } from './rewritten-sandbox.js';
import { runs } from './runs.js';
import { pageQuery, readPage, walk, type Listed } from './walk.js';

const stage = rewrittenSandbox();

/** Of the sandbox's incidents the one that has seen most. */
const INCIDENT = 'incident(by: { number: 1258 })';
const PAGERDUTY = 'pagerDutyAccount';
const CLOUDFLARE = 'cloudflareAccount';

/** Every connection of the schema, by its coordinate. */
const LISTS: Readonly<Record<string, Listed>> = {
  'Query.incidents': { below: [], field: 'incidents' },
  'Query.services': { below: [], field: 'services' },
  'Query.pagerDutyDestinations': { below: [], field: 'pagerDutyDestinations' },
  'PagerDutyAccount.incidents': { below: [PAGERDUTY], field: 'incidents', args: 'filter: { urgencies: [HIGH] }' },
  'PagerDutyAccount.services': { below: [PAGERDUTY], field: 'services', args: 'query: "a"' },
  'PagerDutyAccount.users': { below: [PAGERDUTY], field: 'users' },
  'PagerDutyAccount.teams': { below: [PAGERDUTY], field: 'teams' },
  'PagerDutyAccount.escalationPolicies': { below: [PAGERDUTY], field: 'escalationPolicies' },
  'CloudflareAccount.pagerDutyDestinations': { below: [CLOUDFLARE], field: 'pagerDutyDestinations' },
  'CloudflareAccount.notificationPolicies': { below: [CLOUDFLARE], field: 'notificationPolicies' },
  'CloudflareAccount.notificationHistory': { below: [CLOUDFLARE], field: 'notificationHistory' },
  'PagerDutyService.openIncidents': { below: ['service(by: { pagerDutyId: "PSVC001" })'], field: 'openIncidents' },
  'Incident.alerts': { below: [INCIDENT], field: 'alerts' },
  'Incident.timeline': { below: [INCIDENT], field: 'timeline' },
};

const pageSize = fc.oneof(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 100 }));
const pageSizes = fc.array(pageSize, { minLength: 1, maxLength: 4 });

afterEach(() => {
  stage.rewrite = () => ({});
  stage.sandbox().control.pagerduty.reset();
  stage.sandbox().control.cloudflare.reset();
});

test('every connection of the schema is walked here', () => {
  const types = Object.values(createSchema().getTypeMap()).filter(isObjectType);
  const connections = types.flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
      .map((field) => `${type.name}.${field.name}`),
  );
  expect(Object.keys(LISTS).toSorted()).toEqual(connections.toSorted());
});

describe.each(Object.entries(LISTS))('%s', (_, listed) => {
  test('in pages of any size meets everything once, in one order', async () => {
    const whole = await walk(stage.run, listed, [100]);
    expect(whole.length).toBeGreaterThan(1);
    expect(new Set(whole).size).toBe(whole.length);
    const property = fc.asyncProperty(pageSizes, async (sizes) => {
      expect(await walk(stage.run, listed, sizes)).toEqual(whole);
    });
    await fc.assert(property, runs(6));
  });

  test('goes on behind any of its cursors', async () => {
    const { edges } = await readPage(stage.run, listed, 100, null);
    const property = fc.asyncProperty(fc.nat(), pageSize, async (at, first) => {
      const index = at % edges.length;
      const { nodes, pageInfo } = await readPage(stage.run, listed, first, edges[index]?.cursor ?? null);
      expect(nodes).toEqual(edges.slice(index + 1, index + 1 + first).map(({ node }) => node));
      expect(pageInfo.hasPreviousPage).toBe(true);
    });
    await fc.assert(property, runs(6));
  });

  test('asks for a total only where totalCount is selected', async () => {
    const { pagerduty } = stage.sandbox().control;
    const totals = () => pagerduty.calls().filter(({ path }) => /[?&]total=true(?:&|$)/.test(path)).length;
    const counted = await stage.run(pageQuery(listed, '{ totalCount nodes { id } }'), { first: 2 });
    expect(counted.errors).toBeUndefined();
    const isPagerDutys = pagerduty.calls().length > 0;
    expect(totals()).toBe(isPagerDutys ? 1 : 0);
    pagerduty.forgetCalls();
    await stage.run(pageQuery(listed, '{ nodes { id } pageInfo { hasNextPage } edges { cursor } }'), { first: 2 });
    expect(totals()).toBe(0);
  });
});
